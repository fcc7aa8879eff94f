-- contract: keys=2 params=queue,other,window_ms:u64,now_ms:u64
local time = redis.call('TIME')
local now = tonumber(time[1])
redis.call('ZADD', KEYS[1], now, 'x')
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[2] - ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], 0, now - tonumber(ARGV[1]))
if now > tonumber(ARGV[2]) then return 0 end
return redis.call('PEXPIREAT', KEYS[2], now)
