-- contract: keys=2 params=a,b
if redis.call('SMEMBERS', KEYS[1]) then return 1 end
local set = redis.call('SET', KEYS[2], 1)
if not set then return 0 end
return redis.call('HGETALL', KEYS[1]) and 3
