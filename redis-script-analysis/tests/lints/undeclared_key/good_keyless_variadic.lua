-- contract: keys=0.. params=keys..
return redis.call('DEL', unpack(KEYS))
