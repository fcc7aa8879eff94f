local from, to = KEYS[1], KEYS[2]
return redis.call('RENAME', from, to)
