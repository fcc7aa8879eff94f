-- contract: keys=1 params=key reply=i64
return redis.call('TTL', KEYS[1])
