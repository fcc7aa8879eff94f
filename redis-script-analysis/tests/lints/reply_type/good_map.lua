-- contract: keys=1 params=key reply=HashMap<String,i64>
return redis.call('HGETALL', KEYS[1])
