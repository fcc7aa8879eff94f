-- contract: keys=2 params=
-- KEYS[1] = stream
-- KEYS[2] = counter (optional, empty '' to disable)
local counter = KEYS[2]
if counter ~= '' then redis.call('INCR', counter) end
return redis.call('XLEN', KEYS[1])
