#!lua
-- contract: keys=1 params=key
return redis.call('PFCOUNT', KEYS[1])
