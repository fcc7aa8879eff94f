-- contract: keys=1 params=key
return redis.call('PEXPIRE', KEYS[1], 100000000)
