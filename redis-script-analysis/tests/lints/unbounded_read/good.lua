-- contract: keys=4 params=a,b,c,d
local all = redis.call('HMGET', KEYS[1], 'x', 'y')
local jobs = redis.call('LRANGE', KEYS[2], 0, 99)
local due = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', '+inf', 'LIMIT', 0, 10)
return {#all, #jobs, #due, redis.call('SORT', KEYS[4], 'LIMIT', 0, 10)}
