-- contract: keys=4 params=key,set,list,other,name
local out = {}
for _, member in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  if member ~= ARGV[1] then out[#out + 1] = member end
end
redis.call('SET', KEYS[1], cjson.encode(out))
redis.call('SET', KEYS[1], cjson.encode({count = #out, items = redis.call('LRANGE', KEYS[3], 0, -1)}))
return cjson.encode(redis.call('SMEMBERS', KEYS[4]))
