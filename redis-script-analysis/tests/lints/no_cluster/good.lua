#!lua flags=no-cluster
-- contract: keys=1 params=key
return redis.call('INCR', KEYS[1])
