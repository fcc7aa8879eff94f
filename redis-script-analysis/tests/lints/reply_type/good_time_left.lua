-- contract: keys=4 params=key,other,third,fourth reply=u64
local left = redis.call('TTL', KEYS[1])
if left >= 0 then return left end
redis.call('SET', KEYS[2], 'x', 'EX', 10)
if left == -1 then return redis.call('TTL', KEYS[2]) end
if redis.call('EXISTS', KEYS[3]) == 1 then return redis.call('PTTL', KEYS[3]) end
return math.max(0, redis.call('PTTL', KEYS[4]))
