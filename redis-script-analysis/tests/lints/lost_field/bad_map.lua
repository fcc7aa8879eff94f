-- contract: keys=1 params=key reply=HashMap<String,i64>
return {left = redis.call('LLEN', KEYS[1]), total = 2}
