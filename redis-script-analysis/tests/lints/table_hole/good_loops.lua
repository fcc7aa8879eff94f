-- contract: keys=1.. params=keys..,name
local kept, all, both, over, gone = {}, {}, {}, {}, {}
for _, member in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if member ~= ARGV[1] then kept[#kept + 1] = member end
end
for i, key in ipairs(KEYS) do
  all[i] = redis.call('GET', key)
  both[i], over[i] = nil, false
  if redis.call('EXISTS', key) == 1 then both[i] = 'x' else both[i] = 'y' end
end
for i, key in ipairs(KEYS) do
  if redis.call('TYPE', key).ok == 'hash' then over[i] = true end
  if gone[i] then redis.call('DEL', key) end
  if #key == 5 then gone[i] = key end
end
return {kept, all, both, over}
