-- contract: keys=1 params=key,interval:u64,cost:u64
-- The quotient decides whether to write; the expiry is a product of the divisor.
local interval, cost = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local last = tonumber(redis.call('GET', KEYS[1]) or now)
local next_time = math.max(now, last) + cost * interval
if math.floor((now - last) / interval) < 0 then return 0 end
redis.call('SET', KEYS[1], string.format('%.6f', next_time), 'EX', math.ceil(next_time - now))
return 1
