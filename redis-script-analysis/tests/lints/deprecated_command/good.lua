-- contract: keys=2 params=key,list
redis.call('SET', KEYS[1], 'x', 'EX', 60)
return redis.call('LMOVE', KEYS[2], KEYS[2], 'RIGHT', 'LEFT')
