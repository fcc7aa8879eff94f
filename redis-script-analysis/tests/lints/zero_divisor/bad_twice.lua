-- contract: keys=1 params=key,capacity:u64,rate:u64
local capacity, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local fill = capacity / rate
redis.call('HSET', KEYS[1], 'fill', string.format('%.3f', capacity / rate))
return redis.call('EXPIRE', KEYS[1], math.ceil(fill))
