-- contract: keys=0.. params=names..
return redis.call('MGET', unpack(KEYS))
