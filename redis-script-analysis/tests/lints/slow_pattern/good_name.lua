-- contract: keys=1 params=
local function name_of(key) return string.match(key, '.*:(.*)') end
return redis.call('HGET', KEYS[1], name_of(KEYS[1]))
