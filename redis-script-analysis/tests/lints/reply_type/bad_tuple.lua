-- contract: keys=1 params=key reply=(String,u8)
if redis.call('STRLEN', KEYS[1]) == 0 then return {'a', 1, 2} end
return {'a', redis.call('STRLEN', KEYS[1])}
