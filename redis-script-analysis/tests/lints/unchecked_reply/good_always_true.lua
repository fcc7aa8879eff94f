-- contract: keys=2 params=key,other
local value = redis.call('HGET', KEYS[1], 'a')
if not value and string.len(tostring(value)) ~= 0 then return 0 end
local other = redis.call('HGET', KEYS[2], 'b')
if not other and #tostring(other) > 3 and redis.call('TIME') then return 1 end
return value .. other
