-- contract: keys=1 params=key,value
local value = redis.call('GET', KEYS[1])
if value == nil then redis.call('SET', KEYS[1], ARGV[1]) end
if value == false then return 0 end
local other = redis.call('HGET', KEYS[1], 'f')
if other then return 1 elseif other == nil then return 2 end
return value
