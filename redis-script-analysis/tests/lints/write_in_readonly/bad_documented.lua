-- contract: keys=1 params=key readonly=true servers=redis>=8.8
return redis.call('INCREX', KEYS[1])
