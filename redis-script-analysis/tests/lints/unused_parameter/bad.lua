-- contract: keys=2 params=key,log,value,ttl_secs
-- KEYS[1] = the key
-- KEYS[2] = the log
return redis.call('SET', KEYS[1], ARGV[1])
