-- contract: keys=1..2 params=key,log:str?,value
redis.call('SET', KEYS[1], ARGV[1])
return redis.call('RPUSH', KEYS[2], ARGV[1])
