-- contract: keys=1 params=key,seconds servers=redis>=8.8
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return count
