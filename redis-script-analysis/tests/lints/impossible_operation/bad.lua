-- contract: keys=1 params=key,name
local config, missing = {limit = 5}, nil
local function now() redis.call('INCR', KEYS[1]) end
local limit = 5
local list = {1, 2}
if ARGV[1] == 'a' then return missing + 1 end
if ARGV[1] == 'b' then return 'limit: ' .. config.max end
if ARGV[1] == 'c' then return limit() end
if ARGV[1] == 'd' then return now() * 2 end
if ARGV[1] == 'e' then return config.nested.value end
if ARGV[1] == 'f' then return list .. ',' end
if ARGV[1] == 'g' then return 'same: ' .. (ARGV[1] == KEYS[1]) end
if ARGV[1] == 'h' then return #limit + -list end
if ARGV[1] == 'i' then return config.reset() end
if redis.call('INCR', KEYS[1]) > config.maximum then return 0 end
config.max.value = 1
return limit.value
