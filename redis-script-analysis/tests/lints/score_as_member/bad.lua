-- contract: keys=2 params=window,hits,now:u64,limit:u64
local now = tonumber(ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - 1000)
local function count(key) return redis.call('ZCARD', key) end
if count(KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], 'NX', now, ARGV[1])
local time = redis.call('TIME')
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[2], ms, ms)
redis.call('ZADD', KEYS[2], now, 'hit:' .. now)
return redis.call('ZCOUNT', KEYS[2], '-inf', '+inf')
