#!lua flags=allow-oom,no-cluster
-- contract: keys=1 params=key cluster=true
return redis.call('INCR', KEYS[1])
