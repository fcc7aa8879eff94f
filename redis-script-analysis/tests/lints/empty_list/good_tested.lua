-- contract: keys=1 params=key
local members = redis.call('SMEMBERS', KEYS[1])
if #members == 0 then return '[]' end
return cjson.encode(members)
