-- contract: keys=0 params=
return redis.call('TIME')[1]
