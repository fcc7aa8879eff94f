-- contract: keys=1 params=key
local n = redis.call('GET', KEYS[1])
if n == 0 or n == '0' then return 1 end
if n ~= 5 and n ~= '5' then return 2 end
return 3
