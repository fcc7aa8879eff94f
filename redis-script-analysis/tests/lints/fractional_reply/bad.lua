-- contract: keys=1 params=key
local seconds = redis.call('PTTL', KEYS[1]) / 1000
if seconds < 0 then return 0.5 end
if seconds > 100 then return {1, seconds * 2} end
return seconds
