-- contract: keys=4 params=a,b,c,d
local all = redis.call('HGETALL', KEYS[1])
local jobs = redis.call('LRANGE', KEYS[2], 0, -1)
local due = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', '+inf')
return {#all, #jobs, #due, redis.call('SORT', KEYS[4])}
