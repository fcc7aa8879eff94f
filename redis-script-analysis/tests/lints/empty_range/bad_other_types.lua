-- contract: keys=3 params=a,b,c
local entries = redis.call('XREVRANGE', KEYS[1], '-', '+', 'COUNT', 1)
local list = redis.call('LRANGE', KEYS[2], 5, 2)
return {entries, list, redis.call('GETRANGE', KEYS[3], 3, 1)}
