-- contract: keys=1 params=key,id
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, string.format('%.0f', now) .. ARGV[1])
redis.call('SET', KEYS[1] .. ms, ms .. '')
return time[1] .. time[2]
