-- contract: keys=2 params=key,value:String
-- KEYS[1] = the key
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return redis.call('PUBLISH', ARGV[3], ARGV[1])
