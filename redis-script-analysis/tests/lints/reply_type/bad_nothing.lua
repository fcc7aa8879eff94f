-- contract: keys=1 params=key reply=u64
redis.call('DEL', KEYS[1])
