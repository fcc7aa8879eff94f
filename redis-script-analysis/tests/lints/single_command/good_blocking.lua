-- contract: keys=1 params=key
return redis.call('BLPOP', KEYS[1], 0)
