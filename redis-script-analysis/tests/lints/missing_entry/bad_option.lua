-- contract: keys=1 params=key,value,ttl:u64?
return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
