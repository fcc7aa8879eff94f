-- contract: keys=1 params=
local function _later() return 1 end
local function helper(n) return n + 1 end
local expire = function(key) return redis.call('EXPIRE', key, 5) end
expire(KEYS[1])
return helper(redis.call('INCR', KEYS[1]))
