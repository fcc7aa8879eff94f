-- contract: keys=1 params=key,value profile=tair
local value = ARGV[1]
return redis.call('SET', KEYS[1], value)
