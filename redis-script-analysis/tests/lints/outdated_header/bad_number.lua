-- contract: keys=1 params=key,value
-- keys = 1..2, args = 2..3
return redis.call('SET', KEYS[1], ARGV[1])
