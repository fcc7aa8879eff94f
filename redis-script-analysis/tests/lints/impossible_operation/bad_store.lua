-- contract: keys=1 params=key,job
local job = ARGV[1]
if redis.call('EXISTS', KEYS[1]) == 1 then
  local known = redis.call('GET', KEYS[1])
  known.id = 4
end
job.id = 5
return redis.call('SET', KEYS[1], cjson.encode(job))
