-- contract: keys=1 params=key,id
local by_id = {}
for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do by_id[tonumber(id)] = 1 end
redis.call('SET', KEYS[1], cjson.encode(by_id))
local one = {}
one[tonumber(ARGV[1])] = 'a'
redis.call('SET', KEYS[1], cjson.encode(one))
local far = {'a'}
far[2000] = 'b'
redis.call('SET', KEYS[1], cjson.encode(far))
local ok = pcall(cjson.encode, far)
return {ok and 1 or 0, cjson.encode({[1] = 'a', [5000] = 'b'})}
