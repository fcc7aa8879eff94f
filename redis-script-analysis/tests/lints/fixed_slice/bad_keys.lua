-- contract: keys=0.. params=keys..
return redis.call('LLEN', KEYS[1]) + redis.call('LLEN', KEYS[2])
