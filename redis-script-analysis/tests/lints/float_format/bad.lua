-- contract: keys=2 params=a,b,name
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('RPUSH', KEYS[1], string.format("%s%%: %.0f at %.f", ARGV[1], #KEYS, time[1] * 1000000 + time[2]))
redis.call('RPUSH', KEYS[1], ('%.0f'):format(redis.call('LLEN', KEYS[2])))
redis.call('RPUSH', KEYS[1], string.format('\t%.0f', redis.call('PTTL', KEYS[2])))
local function digits(number) return string.format('%.0f', number) end
return digits(time[1]) .. digits(7)
