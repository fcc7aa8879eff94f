-- contract: keys=2 params=counter,log
local count = redis.pcall('INCR', KEYS[1])
redis.call('SET', KEYS[2], count)
local other = redis.pcall('INCR', KEYS[2])
return other + 1
