-- contract: keys=4 params=key,limit,flag,again
local limit = tonumber(KEYS[2])
if KEYS[3] == '1' then return redis.call('DEL', KEYS[1]) end
if redis.call('INCR', KEYS[1]) > limit then return KEYS[4] end
return redis.call('GETBIT', KEYS[1], KEYS[4])
