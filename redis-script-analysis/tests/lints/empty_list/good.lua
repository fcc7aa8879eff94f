-- contract: keys=2 params=key,other,names..
local out = {}
for _, name in ipairs(ARGV) do out[#out + 1] = name end
redis.call('SET', KEYS[1], cjson.encode(out))
local three = {}
for i = 1, 3 do three[i] = i end
redis.call('SET', KEYS[1], cjson.encode(three))
redis.call('SET', KEYS[1], cjson.encode({id = 1, tags = {'a', 'b'}, none = {}}))
local object = {}
local all = redis.call('HGETALL', KEYS[2])
for i = 1, #all, 2 do object[all[i]] = all[i + 1] end
redis.call('SET', KEYS[1], cmsgpack.pack(all))
return cjson.encode(object)
