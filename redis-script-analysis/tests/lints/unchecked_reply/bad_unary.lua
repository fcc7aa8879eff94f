-- contract: keys=2 params=a,b
local length = #redis.call('GET', KEYS[1])
local below = -redis.call('GET', KEYS[2])
return string.format('%d %d %s', length, below, redis.call('HGET', KEYS[1] .. KEYS[2], 'name'))
