-- contract: keys=1 params=key servers=redis>=7.0;valkey>=8.0
redis.call('HEXPIRE', KEYS[1], 60, 'FIELDS', 1, 'name')
redis.pcall('VADD', KEYS[1], 'VALUES', 1, 1, 'x')
return redis.call('DELIFEQ', KEYS[1], 'x')
