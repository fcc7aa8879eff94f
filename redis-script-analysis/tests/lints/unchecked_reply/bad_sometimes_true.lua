-- contract: keys=2 params=key,other,name
local value = redis.call('HGET', KEYS[1], 'a')
if not value and string.len(ARGV[1]) ~= 0 then return 0 end
local other = redis.call('HGET', KEYS[2], 'b')
if not other and #tostring(other) > 5 then return 1 end
return value .. other
