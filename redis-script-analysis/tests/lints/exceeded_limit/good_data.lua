-- contract: keys=2 params=queue,done limits=data
local jobs = redis.call('LRANGE', KEYS[1], 0, 99)
for _, job in ipairs(jobs) do redis.call('SADD', KEYS[2], job) end
redis.call('ZADD', KEYS[2], 1, 'a')
return redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', 0, 'LIMIT', 0, 10)
