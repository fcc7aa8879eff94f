-- contract: keys=2 params=log,key,reason,value
return redis.call('SET', KEYS[2], ARGV[2])
