-- contract: keys=1 params=key reply=bool
if redis.call('SISMEMBER', KEYS[1], 'x') == 1 then return redis.call('SADD', KEYS[1], 'y') end
if redis.call('SET', KEYS[1], 1, 'NX') then return 1 end
return redis.call('SET', KEYS[1], 1, 'XX')
