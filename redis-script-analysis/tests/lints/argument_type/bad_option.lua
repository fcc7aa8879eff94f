-- contract: keys=1 params=key,by:str?
if ARGV[1] then return redis.call('INCRBY', KEYS[1], ARGV[1] * 2) end
return redis.call('INCR', KEYS[1])
