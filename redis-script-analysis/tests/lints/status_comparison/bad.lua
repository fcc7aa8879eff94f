-- contract: keys=1 params=key,value
if redis.call('TYPE', KEYS[1]) == 'list' then return 1 end
local set = redis.call('SET', KEYS[1], ARGV[1], 'NX')
if 'OK' ~= set then return 2 end
if redis.call('LRANGE', KEYS[1], 0, -1) == 'x' then return 3 end
return 4
