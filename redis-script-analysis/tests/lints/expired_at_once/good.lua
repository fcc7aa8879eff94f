-- contract: keys=1 params=key,seconds
redis.call('EXPIRE', KEYS[1], ARGV[1])
return redis.call('EXPIRE', KEYS[1], 1)
