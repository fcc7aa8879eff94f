-- contract: keys=1 params=key,value,ttl
-- keys = 1..2
-- ARGV[1] = the value
-- ARGV[2] = optional time to live, in seconds
-- ARGV[3] = the version (optional)
return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
