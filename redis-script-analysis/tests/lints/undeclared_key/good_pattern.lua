-- contract: keys=1 params=key
redis.call('SORT', KEYS[1], 'BY', 'nosort', 'GET', '#')
return redis.call('SORT', KEYS[1], 'LIMIT', 0, 10, 'ALPHA')
