-- contract: keys=2 params=a,b
if redis.call('EXISTS', KEYS[1]) == 1 then return 1 end
if redis.call('SET', KEYS[1], '0', 'NX') then return 2 end
local rank = redis.call('ZRANK', KEYS[2], 'm')
if rank then return rank end
local count = tonumber(redis.call('GET', KEYS[1]))
if count then return count end
return redis.call('INCR', KEYS[1]) or 0
