-- contract: keys=1 params=key,value,option
-- It may be NX.
local value = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], ARGV[2])
return value
