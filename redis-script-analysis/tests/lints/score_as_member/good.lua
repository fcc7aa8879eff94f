-- contract: keys=3 params=window,hits,ids,now:u64,id
local now = tonumber(ARGV[1])
redis.call('ZADD', KEYS[1], now, ARGV[2])
redis.call('ZADD', KEYS[1], now, now .. ':' .. ARGV[2])
local time = redis.call('TIME')
local us = time[1] * 1000000 + time[2]
redis.call('ZADD', KEYS[2], us, us)
-- Nothing counts them.
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[2])
return redis.call('ZCARD', KEYS[1]) + redis.call('ZCARD', KEYS[2])
