-- contract: keys=2 params=list,hash,id
local count = 0
local function read(raw) return cmsgpack.unpack(raw) end
for _, raw in ipairs(redis.call('HVALS', KEYS[2])) do count = count + read(raw).n end
for _, raw in ipairs(redis.call('LRANGE', KEYS[1], 0, 99)) do
  if cjson.decode(raw).id == ARGV[1] then return raw end
end
return count
