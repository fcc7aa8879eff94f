-- contract: keys=1 params=key,first,more..
if #ARGV == 2 then return 0 end
redis.call('SADD', KEYS[1], unpack(ARGV, 2))
if next(ARGV) then redis.call('HSET', KEYS[1], unpack(ARGV, 2)) end
return 1
