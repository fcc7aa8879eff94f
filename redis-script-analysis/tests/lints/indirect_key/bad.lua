-- contract: keys=1 params=key profile=tair
local key = KEYS[1]
return redis.call('GET', key)
