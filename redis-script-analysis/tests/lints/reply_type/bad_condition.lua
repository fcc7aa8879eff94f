-- contract: keys=1 params=key reply=u64
return redis.call('INCR', KEYS[1]) == 1
