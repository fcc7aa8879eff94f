-- contract: keys=1 params=key
redis.call('SORT_RO', KEYS[1], 'BY', 'weight_*')
return redis.call('SORT', KEYS[1], 'BY', 'weight_*', 'GET', '#', 'GET', 'name_*')
