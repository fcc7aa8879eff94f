-- contract: keys=1 params=key
redis.setresp(3)
if redis.call('GET', KEYS[1]) == nil then return 0 end
return 1
