-- contract: keys=3 params=lock,owner,log,value
redis.call('SET', KEYS[1], ARGV[1], 'EX', 60)
redis.call('HSET', KEYS[2], 'owner', ARGV[1])
redis.call('RPUSH', KEYS[3], ARGV[1])
return redis.call('PEXPIRE', KEYS[3], 1000)
