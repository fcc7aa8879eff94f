-- contract: keys=1 params=key,member:str?
return redis.call('SADD', KEYS[1], unpack(ARGV))
