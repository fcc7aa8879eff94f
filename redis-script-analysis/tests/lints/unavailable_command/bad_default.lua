-- contract: keys=1 params=key
return redis.call('HEXPIRE', KEYS[1], 60, 'FIELDS', 1, 'name')
