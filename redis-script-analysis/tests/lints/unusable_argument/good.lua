-- contract: keys=2 params=from,to,flag
local value = redis.call('GET', KEYS[1])
if value then redis.call('SET', KEYS[2], value) end
redis.call('SET', KEYS[2], redis.call('INCR', KEYS[1]))
redis.call('SET', KEYS[2], redis.call('HGET', KEYS[1], 'x') or '')
redis.call('SET', KEYS[2], tostring(true))
redis.call('SET', KEYS[2] .. ':t', redis.call('TYPE', KEYS[2]).ok)
redis.call('DEL', unpack(KEYS))
return redis.call('SET', KEYS[2], ARGV[1])
