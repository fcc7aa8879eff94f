-- contract: keys=1 params=key,owner,token
-- ARGV[1] = token
-- ARGV[2] = owner
return redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2])
