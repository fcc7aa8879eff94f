-- contract: keys=1.. params=hash,fields..
local found = {}
for i = 2, #KEYS do found[#found + 1] = redis.call('HGET', KEYS[1], KEYS[i]) end
return found
