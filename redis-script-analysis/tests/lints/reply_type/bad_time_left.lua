-- contract: keys=4 params=key,other,third,fourth reply=u64
if redis.call('EXISTS', KEYS[2]) == 1 then return redis.call('PTTL', KEYS[1]) end
local left = redis.call('TTL', KEYS[3])
if left == -2 then return 0 end
if left > 100 then return left end
local other = redis.call('TTL', KEYS[4])
if other ~= -2 then return other end
return left
