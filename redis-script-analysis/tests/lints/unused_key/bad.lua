-- contract: keys=3 params=key,value,channel
local value = KEYS[2]
redis.call('SET', KEYS[1], value .. '!')
redis.call('LPUSH', KEYS[1], KEYS[3])
return 1
