-- contract: keys=0 params=pattern
local list = redis.call('keys', ARGV[1])
return #list
