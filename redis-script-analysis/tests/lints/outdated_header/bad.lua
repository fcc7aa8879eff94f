-- contract: keys=1 params=key,value
-- Sets a value.
-- KEYS[1] = the key
-- KEYS[2] = a log
-- ARGV[1]: the value
return redis.call('SET', KEYS[1], ARGV[1])
