-- contract: keys=1
local set = {}
redis.call('SADD', KEYS[1], 'a')
if #KEYS > 7 then return cjson.null.name end
if #KEYS > 6 then return cjson.null < 5 end
if #KEYS > 5 then set:reset() end
return set()
