-- contract: keys=1 params=key,times:u64 limits=commands:100
local function step() redis.call('INCR', KEYS[1]) end
for i = 1, tonumber(ARGV[1]) do step() end
