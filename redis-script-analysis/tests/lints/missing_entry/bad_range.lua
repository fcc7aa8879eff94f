-- contract: keys=1 args=1..=3 params=key,value,options..
local ttl = ARGV[3] or 60
redis.call('SET', KEYS[1], ARGV[1], 'EX', ttl)
return redis.call('SADD', ARGV[2], KEYS[1], ARGV[4])
