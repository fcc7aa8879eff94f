-- contract: keys=1 params=key,value
-- KEYS[1] = the key, ARGV[1] = the value, for ARGV[2] seconds, ARGV[3] = the time
return redis.call('SET', KEYS[1], ARGV[1])
