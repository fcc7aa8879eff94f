-- contract: keys=1 params=key reply=Vec<Option<String>>
local all = {}
for _, name in ipairs({'a', 'b'}) do all[#all + 1] = redis.call('HGET', KEYS[1], name) end
if #all > 1 then return all end
return redis.call('HMGET', KEYS[1], 'a', 'b')
