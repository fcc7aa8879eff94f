-- contract: keys=1 params=key,value
local reply = redis.pcall('SET', KEYS[1], ARGV[1])
local ok, message = pcall(redis.call, 'INCR', KEYS[1])
return 1
