-- contract: keys=1 params=key,a:u64,b:u64
local a, b = ARGV[1], ARGV[2]
if #a ~= #b then return redis.call('SET', KEYS[1], 1) end
return a > b and 1 or 0
