-- contract: keys=1 params=key,name,count
local KEYS = redis.call('SMEMBERS', KEYS[1])
local function first(ARGV) return ARGV[1] end
for _, ARGV in ipairs({1, 2}) do redis.call('DEL', KEYS[1], ARGV) end
return first(KEYS)
