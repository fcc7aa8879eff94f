-- contract: keys=2 params=queue,done limits=data
local jobs = redis.call('LRANGE', KEYS[1], 0, -1)
for _, job in ipairs(jobs) do redis.call('SADD', KEYS[2], job) end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', 0)
return #redis.call('SMEMBERS', KEYS[2])
