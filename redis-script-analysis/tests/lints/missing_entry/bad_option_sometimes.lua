-- contract: keys=1 params=key,how:str,ttl:u64?
if ARGV[1] == 'px' then return redis.call('SET', KEYS[1], 'x', 'PX', ARGV[2]) end
return redis.call('SET', KEYS[1], 'x')
