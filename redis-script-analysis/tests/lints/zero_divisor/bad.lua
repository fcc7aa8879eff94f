-- contract: keys=2 params=a,b,capacity:u64,rate:u64,step:u64
local capacity, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local fill = capacity / rate
redis.call('SETEX', KEYS[1], math.floor(fill * 2), capacity)
return redis.call('SET', KEYS[2], capacity, 'PX', math.ceil(1000 * ARGV[1] / ARGV[3]))
