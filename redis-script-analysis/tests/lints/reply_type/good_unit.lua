-- contract: keys=1 params=key reply=()
redis.call('DEL', KEYS[1])
