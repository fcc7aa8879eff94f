-- contract: keys=1 params=key,value
-- One command does the same.
local value = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1])
return value
