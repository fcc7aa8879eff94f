-- contract: keys=1 params=key
local user = redis.call('HGETALL', KEYS[1])
local fields = {}
for i = 1, #user, 2 do fields[user[i]] = user[i + 1] end
local set = redis.call('SET', KEYS[1] .. ':seen', '1')
return {fields.name, set.ok, user[2]}
