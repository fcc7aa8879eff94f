-- contract: keys=1 params=key,args..
return redis.call('GET', KEYS[1])
