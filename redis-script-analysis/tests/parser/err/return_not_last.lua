return 1
redis.call('SET', KEYS[1], 1)
