-- contract: keys=2 params=other
local key = KEYS[1]
if key == ARGV[1] then key = '' end
if key ~= '' then redis.call('GET', key) end
return redis.call('GET', tostring(KEYS[2]))
