-- contract: keys=1 params=a
local count = redis.call('INCR', KEYS[1])
if count and count > 10 then return 0 end
return count
