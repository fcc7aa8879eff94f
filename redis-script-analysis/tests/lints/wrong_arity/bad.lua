-- contract: keys=1 params=key,member,more..
redis.call('SET', KEYS[1])
redis.call('GET', KEYS[1], ARGV[1], 3)
redis.call('TIME', unpack(ARGV))
redis.call('SADD', KEYS[1], unpack(ARGV, 2))
local fields = {'a', 'b'}
redis.call('HSET', KEYS[1], 'only')
redis.call('HGET', KEYS[1], unpack(fields))
return redis.pcall('INCR')
