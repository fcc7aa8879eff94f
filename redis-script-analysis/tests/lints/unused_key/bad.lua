-- contract: keys=3 params=key,value,channel
local value = KEYS[2]
redis.call('SET', KEYS[1], value .. '!')
redis.call('PUBLISH', KEYS[3], value)
return 1
