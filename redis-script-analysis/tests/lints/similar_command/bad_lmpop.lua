-- contract: keys=2 params=first,second
local job = redis.call('LPOP', KEYS[1])
if job then return job end
return redis.call('LPOP', KEYS[2])
