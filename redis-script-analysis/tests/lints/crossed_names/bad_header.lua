-- contract: keys=1 params=bucket,x,y,z
-- KEYS[1] = bucket
-- ARGV[1]: maxBurst
-- ARGV[2]: refill_rate (per second)
-- ARGV[3] = now in ms
local refillRate = tonumber(ARGV[1])
local max_burst = tonumber(ARGV[2])
return redis.call('HSET', KEYS[1], 'r', refillRate, 'b', max_burst, 'at', ARGV[3])
