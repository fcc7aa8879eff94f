-- contract: keys=2 params=a,b
local token = math.random(1000000)
redis.call('HSET', KEYS[1], 'at', 1, 'token', token)
return redis.call('HSETNX', KEYS[2], 'token', token)
