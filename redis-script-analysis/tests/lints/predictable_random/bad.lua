-- contract: keys=2 params=key,lock,now
local member = ARGV[1] .. ':' .. math.random(1000000)
redis.call('ZADD', KEYS[1], ARGV[1], member)
redis.call('SET', KEYS[2], math.random(), 'NX')
return string.format('%x', math.random(10))
