-- contract: keys=4 params=names,a,b,c
for i = 2, 4 do redis.call('INCR', KEYS[i]) end
redis.call('SADD', KEYS[1], KEYS[2], KEYS[3])
return redis.call('SCARD', KEYS[1])
