-- contract: keys=1 params=key
local members = redis.call('SMEMBERS', KEYS[1])
if next(members) == nil then return '[]' end
return cjson.encode(members)
