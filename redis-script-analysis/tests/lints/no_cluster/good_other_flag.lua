#!lua flags=allow-cross-slot-keys
-- contract: keys=1 params=key cluster=true
return redis.call('INCR', KEYS[1])
