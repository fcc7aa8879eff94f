-- contract: keys=2
local few = redis.call('LRANGE', KEYS[1], 0, 9)
local sorted = redis.call('SORT', KEYS[2])
local all = redis.call('LRANGE', KEYS[2], 0, -1)
redis.call('RPUSH', KEYS[1], unpack(few))
redis.call('RPUSH', KEYS[1], unpack(sorted))
return redis.call('RPUSH', KEYS[1], unpack(all))
