-- contract: keys=1 params=key,value
local try = redis.pcall
try('SET', KEYS[1], ARGV[1])
pcall(function() redis.call('INCR', KEYS[1]) end)
return 1
