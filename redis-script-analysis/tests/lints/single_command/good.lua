-- contract: keys=1 params=key,amount
return redis.call('INCRBY', KEYS[1], ARGV[1]) * 2
