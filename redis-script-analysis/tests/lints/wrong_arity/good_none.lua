-- contract: keys=0.. params=keys..
if #KEYS == 0 then return 0 end
return redis.call('DEL', unpack(KEYS))
