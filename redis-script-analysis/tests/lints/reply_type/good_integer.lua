-- contract: keys=1 params=key,by reply=i64
local now = redis.call('GET', KEYS[1]) or 0
if now == 0 then return redis.error_reply('NONE nothing') end
if redis.call('EXISTS', KEYS[1]) == 1 then return true end
if tonumber(ARGV[1]) > 3 then return redis.call('INCRBY', KEYS[1], ARGV[1]) end
return now
