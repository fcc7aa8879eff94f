-- contract: keys=0.. params=keys..
redis.call('DEL', unpack(KEYS))
