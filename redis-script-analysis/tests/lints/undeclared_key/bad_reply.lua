-- contract: keys=1 params=queue
local job = redis.call('LPOP', KEYS[1])
if job then redis.call('DEL', 'job:' .. job) end
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  redis.call('UNLINK', member)
end
return cjson.decode(redis.call('GET', cjson.decode(job).next) or '0')
