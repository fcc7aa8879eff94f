-- contract: keys=2 params=key,seq,id
local function bump(key) return redis.call('INCR', key) end
local id = bump(KEYS[2])
return redis.call('HSET', KEYS[1], KEYS[2] .. ':x', id .. ARGV[1])
