-- contract: keys=2 params=from,to
local value = redis.call('RPOP', KEYS[1]) or ''
return redis.call('LPUSH', KEYS[2], value)
