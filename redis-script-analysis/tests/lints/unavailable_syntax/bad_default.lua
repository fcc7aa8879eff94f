-- contract: keys=1 params=key
return redis.call('SET', KEYS[1], [[a[=[[b]])
