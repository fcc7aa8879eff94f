-- contract: keys=1 params=key,value,ttl,limit
local ttl = tonumber(ARGV[2])
local limit, value = ARGV[3], ARGV[1]
local count
count = 0
local first, second = unpack(redis.call('LRANGE', KEYS[1], 0, 1))
return redis.call('SET', KEYS[1], value)
