-- KEYS[1] = the key
return redis.call('GET', KEYS[1])
