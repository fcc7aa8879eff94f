-- contract: keys=2 params=a,b,capacity:u64,rate:u64,step:u64
local capacity, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
if rate <= 0 then return redis.error_reply('ERR the rate must be positive') end
redis.call('EXPIRE', KEYS[1], math.ceil(capacity / rate))
redis.call('EXPIRE', KEYS[1], math.ceil(capacity / 1000))
redis.call('HSET', KEYS[2], 'share', string.format('%.3f', capacity / tonumber(ARGV[3])))
return redis.call('EXPIRE', KEYS[2], math.ceil(capacity / math.max(tonumber(ARGV[3]), 1)))
