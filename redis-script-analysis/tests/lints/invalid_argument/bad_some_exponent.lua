-- contract: keys=1 params=key servers=redis>=7.2
return redis.call('PEXPIRE', KEYS[1], 100000000)
