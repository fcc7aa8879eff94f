-- contract: keys=1 params=key,id
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('ZADD', KEYS[1], now, now .. ':' .. ARGV[1])
local function stamp(at) return tostring(at) end
return stamp(tonumber(time[1]) * 1e6)
