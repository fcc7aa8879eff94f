-- contract: keys=1 params=key,id
local by_id = {}
for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do by_id[id] = 1 end
redis.call('SET', KEYS[1], cjson.encode(by_id))
local squares = {}
for i = 1, 20 do squares[i] = i * i end
redis.call('SET', KEYS[1], cjson.encode(squares))
local slots = {}
slots[tonumber(ARGV[1])] = true
if slots[5] then return 1 end
return cjson.encode({[1] = 'a', [2] = 'b', [9] = 'c'})
