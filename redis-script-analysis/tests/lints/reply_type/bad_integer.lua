-- contract: keys=2 params=key,list reply=i64
if redis.call('EXISTS', KEYS[1] .. ':x') == 1 then return redis.call('GET', KEYS[1]) end
if redis.call('LLEN', KEYS[2]) > 1 then return redis.call('LRANGE', KEYS[2], 0, -1) end
if redis.call('LLEN', KEYS[2]) > 2 then return {ok = 'OK'} end
if redis.call('LLEN', KEYS[2]) > 3 then return 'none' end
