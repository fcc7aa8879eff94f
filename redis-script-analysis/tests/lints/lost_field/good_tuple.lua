-- contract: keys=1 params=key reply=(i64,i64)
return {redis.call('LLEN', KEYS[1]), 5}
