-- contract: keys=1 params=key,rate
redis.call('HSET', KEYS[1], 'rate', ARGV[1], 'burst', 5)
local limits = redis.call('HGETALL', KEYS[1])
local first, second = limits[2], limits[4]
return {first, second, redis.call('HVALS', KEYS[1])[2]}
