-- contract: keys=5 params=a,b,c,d,e,pause_ms:u64,keep_ms:u64,now_ms:u64
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Another time to live.
local deadline = redis.call('GET', KEYS[1])
if deadline and tonumber(deadline) > now then return 1 end
redis.call('SET', KEYS[1], now + ARGV[1], 'PX', ARGV[2])
-- The time is replied.
local replied = redis.call('GET', KEYS[2])
if replied and tonumber(replied) > now then return replied end
redis.call('SET', KEYS[2], now + ARGV[1], 'PX', ARGV[1])
-- Others read it.
redis.call('SET', KEYS[3], now + ARGV[1], 'PX', ARGV[1])
-- Seconds and milliseconds.
local mixed = redis.call('GET', KEYS[4])
if mixed and tonumber(mixed) > now then return 2 end
redis.call('SET', KEYS[4], now + 60, 'EX', 60)
-- The clock of the caller, which only the value knows.
local own = redis.call('GET', KEYS[5])
if own and tonumber(own) > tonumber(ARGV[3]) then return 3 end
redis.call('SET', KEYS[5], ARGV[3] + 60, 'PX', 60)
return 0
