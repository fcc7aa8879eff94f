-- contract: keys=1 params=key
local counter = 'visits' .. ':' .. 'all'
redis.call('INCR', counter)
redis.call('SUNIONSTORE', KEYS[1], 'a', 'b')
return redis.call('GET', 'config')
