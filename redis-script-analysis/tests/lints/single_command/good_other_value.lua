-- contract: keys=1 params=key,suffix
local value = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], (value or '') .. ARGV[1])
return value
