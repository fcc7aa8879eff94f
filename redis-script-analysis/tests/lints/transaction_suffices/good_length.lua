-- contract: keys=2 params=list,set
local first = redis.call('LRANGE', KEYS[1], 0, 9)
redis.call('DEL', KEYS[2])
return #first
