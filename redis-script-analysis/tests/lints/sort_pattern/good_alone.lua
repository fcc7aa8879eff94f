-- contract: keys=1 params=key cluster=false
return redis.call('SORT', KEYS[1], 'BY', 'weight_*', 'GET', 'name_*', 'LIMIT', 0, 10)
