-- contract: keys=1 params=key servers=redis>=7.2.5;valkey>=8.0
return redis.call('PEXPIRE', KEYS[1], 100000000)
