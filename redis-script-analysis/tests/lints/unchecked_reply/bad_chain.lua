-- contract: keys=1 params=a
local job = redis.call('HMGET', KEYS[1], 'name', 'data', 'at')
return job[1] .. ':' .. job[2] .. ':' .. job[3]
