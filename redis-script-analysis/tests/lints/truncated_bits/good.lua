-- contract: keys=1 params=key,flags
local flags = tonumber(ARGV[1])
local time = redis.call('TIME')
redis.call('SET', KEYS[1], bit.bor(flags, bit.lshift(1, 4)))
return bit.band(time[1], 0xff)
