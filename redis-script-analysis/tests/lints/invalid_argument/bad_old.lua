-- contract: keys=1 params=key servers=redis=6.2
redis.call('SET', KEYS[1], 'x', 'NX', 'GET')
redis.call('BITCOUNT', KEYS[1], 0, 1, 'BIT')
redis.call('XADD', KEYS[1], '5-*', 'f', 'v')
redis.call('GEODIST', KEYS[1], 'a', 'b', 'KM')
return redis.call('SET', KEYS[1], 'x', 'UNLESS', 'y')
