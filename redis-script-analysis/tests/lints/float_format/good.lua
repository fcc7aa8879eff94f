-- contract: keys=2 params=a,b,window:u64,share:f64
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local window, share = tonumber(ARGV[1]), tonumber(ARGV[2])
-- A fraction that `%d` would drop.
redis.call('RPUSH', KEYS[1], string.format('%.0f', time[1] * 1000 + time[2] / 1000))
redis.call('RPUSH', KEYS[1], string.format('%.0f', now * share))
-- Whole, but maybe beyond 64 bits, or infinite.
redis.call('RPUSH', KEYS[1], string.format('%.0f', math.ceil(share)))
redis.call('RPUSH', KEYS[1], string.format('%.0f', now + window))
redis.call('RPUSH', KEYS[1], string.format('%.0f', redis.call('INCR', KEYS[2]) + 1))
redis.call('RPUSH', KEYS[1], string.format('%.0f', 9223372036854775808))
-- Other conversions.
redis.call('RPUSH', KEYS[1], string.format('%d %.2f %5.0f %g', now, now, now, now))
redis.call('RPUSH', KEYS[1], string.format('%%.0f %s', now))
local function digits(number) return string.format('%.0f', number) end
return digits(now) .. digits(share)
