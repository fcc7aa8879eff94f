-- contract: keys=2 params=list,set
local first = redis.call('LRANGE', KEYS[1], 0, 9)
local count = redis.call('SCARD', KEYS[2])
return {first, count}
