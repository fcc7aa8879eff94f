-- contract: keys=2 params=key,stream
local user = redis.call('HGETALL', KEYS[1])
local field = 'age'
local entries = redis.call('XRANGE', KEYS[2], '-', '+')
return {user.name, user[field], entries.first}
