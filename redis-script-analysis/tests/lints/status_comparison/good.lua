-- contract: keys=1 params=key,value
if redis.call('TYPE', KEYS[1]).ok == 'list' then return 1 end
local set = redis.call('SET', KEYS[1], ARGV[1], 'NX')
if set and set.ok == 'OK' then return 2 end
if redis.call('SET', KEYS[1], ARGV[1], 'GET') == 'OK' then return 3 end
if redis.call('GET', KEYS[1]) == 'OK' then return 4 end
return 5
