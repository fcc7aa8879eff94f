-- KEYS[1] = the key
-- ARGV[1] = the value
-- ARGV[2] = its time to live
return redis.call('SET', KEYS[1], ARGV[1])
