-- contract: keys=2 params=a,b,value
local function store(key, value) redis.call('SET', key, value) end
store(KEYS[1], ARGV[1])
redis.call('INCR', KEYS[2])
if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], 100) end
redis.call('MSET', KEYS[1], 1, KEYS[2], 2)
redis.call('INCRBY', KEYS[2], 5)
redis.call('PEXPIRE', KEYS[2], 1000, 'NX')
redis.call('GETSET', KEYS[1], 1)
return redis.call('PTTL', KEYS[1])
