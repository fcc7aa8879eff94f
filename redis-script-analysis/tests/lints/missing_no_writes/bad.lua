#!lua
-- contract: keys=1 params=key
return redis.call('GET', KEYS[1])
