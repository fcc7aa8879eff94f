-- contract: keys=2 params=from,to
local value = redis.call('GET', KEYS[1])
redis.call('DEL', KEYS[2])
return value
