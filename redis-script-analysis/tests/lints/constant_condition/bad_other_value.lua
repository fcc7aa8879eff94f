-- contract: keys=2 params=a,b
local jobs = redis.call('SMEMBERS', KEYS[1])
local more = redis.call('LRANGE', KEYS[2], 0, 9)
if jobs and #more > 0 then return #jobs end
return 0
