-- contract: keys=1 params=key,value,ttl:u64?
if ARGV[2] then return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) end
return redis.call('SET', KEYS[1], ARGV[1])
