-- contract: keys=1 params=key,limit
local limit = ARGV[1]
local used = redis.call('GET', KEYS[1])
if used == 0 then return 0 end
if ARGV[1] ~= 5 then return 1 end
if redis.call('INCR', KEYS[1]) > limit then return 2 end
local first = redis.call('LINDEX', KEYS[1], 0)
if first and 10 <= first then return 3 end
return 4
