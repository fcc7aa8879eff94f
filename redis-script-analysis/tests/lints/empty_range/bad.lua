-- contract: keys=1 params=key
local out = {}
out[1] = redis.call('ZREVRANGEBYSCORE', KEYS[1], 0, 100)
out[2] = redis.call('ZRANGEBYSCORE', KEYS[1], '+inf', '-inf', 'LIMIT', 0, 10)
out[3] = redis.call('ZCOUNT', KEYS[1], '(5', 3)
out[4] = redis.call('ZREMRANGEBYRANK', KEYS[1], -1, -5)
out[5] = redis.call('ZRANGE', KEYS[1], 0, 100, 'BYSCORE', 'REV')
out[6] = redis.call('ZRANGEBYLEX', KEYS[1], '[b', '[a', 'LIMIT', 0, 10)
out[7] = redis.call('ZREVRANGEBYLEX', KEYS[1], '-', '+', 'LIMIT', 0, 10)
return out
