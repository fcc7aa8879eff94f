-- contract: keys=3
local status = redis.call('SET', KEYS[1], 'x')
local members = redis.call('SMEMBERS', KEYS[2])
local few = status < 5 or 5 >= members
return few and bit.band(1, redis.call('GET', KEYS[3]))
