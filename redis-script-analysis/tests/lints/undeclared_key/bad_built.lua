-- contract: keys=1 params=key,id
local id = redis.call('INCR', KEYS[1] .. ':seq')
local name = string.format('%s:%s', KEYS[1], ARGV[1])
return redis.call('SET', name, id)
