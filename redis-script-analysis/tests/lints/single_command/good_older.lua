-- contract: keys=1 params=key,value servers=redis>=6.2
local value = redis.call('GET', KEYS[1])
if not value then redis.call('SET', KEYS[1], ARGV[1]) end
return value
