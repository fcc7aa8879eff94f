-- contract: keys=1 params=key
return redis.call('LRANGE', KEYS[1], 0, -1)
