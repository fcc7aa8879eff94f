-- contract: keys=2 params=key,other,count:u64,prefix
local ids = {}
for i = 1, tonumber(ARGV[1]) do ids[i] = ARGV[2] .. i end
redis.call('DEL', unpack(ids))
local names = {}
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if member ~= '' then table.insert(names, member) end
end
if #names > 0 then redis.call('SREM', KEYS[2], unpack(names)) end
local function prefixed(list)
  local all = {}
  for i, name in ipairs(list) do all[i] = ARGV[2] .. name end
  return all
end
return redis.call('SADD', KEYS[2], unpack(prefixed(redis.call('LRANGE', KEYS[1], 0, -1))))
