-- contract: keys=1 params=key,a,b
if redis.call('SMEMBERS', KEYS[1]) == {} then return 1 end
if redis.call('GET', KEYS[1]) == true then return 2 end
if redis.call('INCRBY', KEYS[1], ARGV[1]) == false then return 3 end
if redis.call('EXISTS', KEYS[1]) == 2 then return 4 end
if redis.call('TIME')[1] == 'now' then return 5 end
local list, none = redis.call('LRANGE', KEYS[1], 0, -1), {}
if list ~= none then return 6 end
return ARGV[2]
