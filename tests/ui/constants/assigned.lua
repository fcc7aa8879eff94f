-- @const MAX: integer = 5
-- @const STEP: integer = 1
local count = tonumber(redis.call('GET', KEYS[1]))
MAX = MAX + 1
function STEP() return count end
return redis.call('LPOP', KEYS[1], STEP)
