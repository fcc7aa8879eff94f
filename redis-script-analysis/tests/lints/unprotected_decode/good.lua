-- contract: keys=2 params=list,key,jobs
for _, raw in ipairs(redis.call('LRANGE', KEYS[1], 0, 99)) do
  local ok, job = pcall(cjson.decode, raw)
  if ok and type(job) == 'table' and job.id then return raw end
end
for _, job in ipairs(cjson.decode(ARGV[1])) do redis.call('RPUSH', KEYS[1], cjson.encode(job)) end
local first = redis.call('GET', KEYS[2])
return first and cjson.encode(cjson.decode(first))
