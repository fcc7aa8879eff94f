-- contract: keys=1 params=key,value servers=redis>=8.8
redis.call('ARGET', KEYS[1], 'first')
redis.call('INCREX', KEYS[1], 'LBOUND', '1.5')
redis.call('INCREX', KEYS[1], 'NEAR', 5)
redis.call('INCREX', KEYS[1], 'BYINTT', 5)
redis.call('SET', KEYS[1], ARGV[1], 'NX', 'IFEQ', 'x')
return redis.call('LMOVEM', KEYS[1], KEYS[1], 'LEFT', 'RIGHT', 'COUNT', 2)
