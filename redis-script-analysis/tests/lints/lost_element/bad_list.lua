-- contract: keys=2 params=set,lock
local popped = redis.call('ZPOPMIN', KEYS[1], 2)
if #popped == 0 then return false end
if redis.call('EXISTS', KEYS[2]) == 1 then error('ERR locked') end
return popped[1]
