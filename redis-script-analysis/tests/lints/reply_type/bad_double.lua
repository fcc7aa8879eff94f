-- contract: keys=2 params=key,other,name,by reply=Option<i64>
if ARGV[1] == 'a' then return redis.call('ZSCORE', KEYS[1], ARGV[1]) end
if ARGV[1] == 'b' then return redis.call('INCRBYFLOAT', KEYS[2], ARGV[2]) end
local score = redis.call('ZINCRBY', KEYS[1], 1, ARGV[1])
return score
