-- contract: keys=1 args=0..=1 params=key,rest..
return redis.call('HSET', KEYS[1], unpack(ARGV))
