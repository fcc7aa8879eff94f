-- contract: keys=1 params=key
local current = 0
curent = redis.call('INCR', KEYS[1])
KEYS = {}
_G.shared = current
return current
