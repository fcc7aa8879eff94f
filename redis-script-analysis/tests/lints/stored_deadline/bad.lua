-- contract: keys=2 params=a,b,pause_ms:u64,pause_secs:u64
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local deadline = redis.call('GET', KEYS[1])
if deadline and tonumber(deadline) > now then return tonumber(deadline) - now end
redis.call('SET', KEYS[1], now + ARGV[1], 'PX', ARGV[1])
local pause = tonumber(ARGV[2])
local last = redis.call('GET', KEYS[2])
if last and tonumber(time[1]) < last + 0 then return -1 end
redis.call('SET', KEYS[2], string.format('%d', time[1] + pause), 'EX', pause)
return 0
