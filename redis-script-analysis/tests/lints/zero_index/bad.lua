-- contract: keys=1 params=key,value
redis.call('SET', KEYS[1], ARGV[1])
return redis.call('GET', KEYS[0])
