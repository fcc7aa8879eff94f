-- contract: keys=1 params=key cluster=true
redis.call('DEL', 'lock')
return redis.call('GET', KEYS[1])
