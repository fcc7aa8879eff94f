-- contract: keys=3
local events = redis.call('XRANGE', KEYS[1], '-', '+')
local names = redis.call('ZRANGEBYLEX', KEYS[2], '-', '+')
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
return {events, names, last, redis.call('SORT_RO', KEYS[3], 'LIMIT', 0, 5)}
