-- contract: keys=1 params=key,list
local unpack = table.unpack or unpack
if redis.flush then redis.flush(KEYS[1]) end
if type(redis.drain) == 'function' then redis.drain() end
if redis.sync ~= nil then redis.sync() end
return unpack(cjson.decode(ARGV[1]))
