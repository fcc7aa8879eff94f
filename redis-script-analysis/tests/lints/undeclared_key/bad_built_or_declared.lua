-- contract: keys=1 params=part
local key = KEYS[1]
if ARGV[1] ~= '' then key = KEYS[1] .. ':' .. ARGV[1] end
return redis.call('GET', key)
