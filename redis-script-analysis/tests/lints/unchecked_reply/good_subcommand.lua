-- contract: keys=2 params=list,text,value
redis.call('RPUSH', KEYS[1], ARGV[1])
if redis.call('MEMORY', 'USAGE', KEYS[1]) > 1000 then redis.call('LTRIM', KEYS[1], -9, -1) end
redis.call('SET', KEYS[2], ARGV[1])
return redis.call('OBJECT', 'IDLETIME', KEYS[2]) + 1
