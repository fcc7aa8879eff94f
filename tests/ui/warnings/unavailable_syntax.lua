return redis.call('SET', KEYS[1], [[a list [[of lists]])
