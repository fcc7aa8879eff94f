-- contract: keys=1 params=token
local holder = redis.call('GET', KEYS[1])
local token = ARGV[1]
if token ~= ARGV[1] then return 0 end
if holder == ARGV[1] then return 1 end
local owner = holder
if not owner then return 2 end
if owner == holder then return redis.call('DEL', KEYS[1]) end
return 3
