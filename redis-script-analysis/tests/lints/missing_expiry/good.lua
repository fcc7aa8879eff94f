-- contract: keys=2 params=lock,owner,value
redis.call('SETEX', KEYS[1], 60, ARGV[1])
if redis.call('INCR', KEYS[2]) == 1 then redis.call('EXPIRE', KEYS[2], 60) end
return redis.call('SET', KEYS[1], ARGV[1], 'KEEPTTL')
