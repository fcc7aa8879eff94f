-- contract: keys=3 params=a,b,c,low
redis.call('LTRIM', KEYS[2], 1, 0)
local out = {}
out[1] = redis.call('ZREVRANGEBYSCORE', KEYS[1], 100, 0)
out[2] = redis.call('ZRANGEBYSCORE', KEYS[1], 5, 5)
out[3] = redis.call('ZCOUNT', KEYS[1], ARGV[1], 0)
out[4] = redis.call('ZREMRANGEBYRANK', KEYS[1], 5, -1)
out[5] = redis.call('ZRANGE', KEYS[1], 100, 0, 'BYSCORE', 'REV')
out[6] = redis.call('ZRANGE', KEYS[1], 0, 10, 'REV')
out[7] = redis.call('ZRANGEBYLEX', KEYS[1], '[a', '+', 'LIMIT', 0, 10)
out[8] = redis.call('LRANGE', KEYS[2], -100, -1)
out[9] = redis.call('XRANGE', KEYS[3], '-', '+', 'COUNT', 1)
return out
