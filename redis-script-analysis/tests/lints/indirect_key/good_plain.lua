-- contract: keys=1 params=key
local key = KEYS[1]
return redis.call('GET', key)
