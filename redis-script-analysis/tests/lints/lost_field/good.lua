-- contract: keys=1 params=key,token
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {err = 'ERR not yours'} end
local function pack(...) return {n = select('#', ...), ...} end
local seen = {}
for _, name in ipairs(redis.call('LRANGE', KEYS[1], 0, 9)) do seen[name] = true end
if seen[ARGV[1]] then return pack(1, 2) end
if redis.call('LLEN', KEYS[1]) > 5 then return cjson.encode({left = 1}) end
return {ok = 'FREED'}
