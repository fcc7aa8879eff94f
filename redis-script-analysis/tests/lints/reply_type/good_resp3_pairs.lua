-- contract: keys=1 params=key reply=Vec<(String,f64)>
redis.setresp(3)
return redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
