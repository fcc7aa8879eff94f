-- contract: keys=1 params=key
local value = redis.call('GET', KEYS[1])
if not value then return redis.error_reply('NOTHING there') end
redis.call('DEL', KEYS[1])
return value
