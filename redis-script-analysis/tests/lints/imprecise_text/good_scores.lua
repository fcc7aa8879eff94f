-- contract: keys=1 params=key,priority,name
local time = redis.call('TIME')
local now_ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('ZADD', KEYS[1], now_ms, ARGV[2])
redis.call('ZADD', KEYS[1], tonumber(ARGV[1]) * 1e12 + now_ms, ARGV[2])
redis.call('ZADD', KEYS[1], 1e18, ARGV[2])
return redis.call('ZADD', KEYS[1], time[1] * 1000000 + time[2], ARGV[2])
