-- contract: keys=2 params=key,list
redis.call('SETEX', KEYS[1], 60, 'x')
return redis.call('RPOPLPUSH', KEYS[2], KEYS[2])
