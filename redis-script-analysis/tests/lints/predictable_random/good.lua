-- contract: keys=2 params=key,lock,token
local jitter = math.random(10)
redis.call('SET', KEYS[1], ARGV[1], 'EX', 60 + jitter)
redis.call('EXPIRE', KEYS[2], 30 + math.random(5))
redis.call('ZADD', KEYS[2] .. ':z', math.random(), ARGV[1])
return jitter
