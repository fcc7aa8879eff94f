-- contract: keys=1 params=key servers=redis=7.2;redis=8.10
redis.call('FROBNICATE', KEYS[1])
redis.call('HTGET', KEYS[1], 'field')
return redis.call('OBJECT', 'shape', KEYS[1])
