-- contract: keys=1.. params=key,keys..
local n = redis.call('LLEN', KEYS[1])
for i = 2, #KEYS do n = n + redis.call('LLEN', KEYS[i]) end
return n
