-- contract: keys=1 params=key,value servers=redis>=6.2;valkey>=8.0
redis.call('SET', KEYS[1], ARGV[1], 'IFEQ', 'old')
redis.pcall('SCAN', 0, 'TYPE', 'string', 'NOVALUES')
return redis.call('EXPIRE', KEYS[1], 10, 'NX', 'XX')
