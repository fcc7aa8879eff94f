-- contract: keys=1 params=key cluster=false
redis.call('INCR', 'visits')
return redis.call('GET', KEYS[1])
