-- contract: keys=2 params=key,other,name reply=i64
if ARGV[1] == 'a' then return tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0) end
if ARGV[1] == 'b' then return redis.call('TIME')[1] end
if ARGV[1] == 'c' then return redis.call('GET', KEYS[2]) or 0 end
return redis.call('ZCARD', KEYS[1])
