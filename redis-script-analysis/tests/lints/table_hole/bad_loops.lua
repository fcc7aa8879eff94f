-- contract: keys=1.. params=keys..,name
local kept, read, first, later = {}, {}, {}, {}
for i, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if member ~= ARGV[1] then kept[i] = member end
end
for i, key in ipairs(KEYS) do read[i] = tonumber(redis.call('GET', key)) end
for i = 0, 3 do first[i] = i end
for i = 2, 3 do later[i] = i end
local taken, apart = {'a', 'b', 'c'}, {}
taken[2] = nil
apart[2] = 'a'
redis.call('SET', KEYS[1], cjson.encode(kept))
return {read, first, later, taken, apart}
