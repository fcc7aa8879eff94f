-- contract: keys=1 params=key servers=redis>=8.2
return redis.call('SET', KEYS[1], [[a[[b]])
