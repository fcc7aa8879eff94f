-- contract: keys=1 params=key servers=redis>=7.4;valkey>=9.0
redis.call('HEXPIRE', KEYS[1], 60, 'FIELDS', 1, 'name')
return redis.call('EXPIRETIME', KEYS[1])
