return redis.call('GET', KEYS[0])
