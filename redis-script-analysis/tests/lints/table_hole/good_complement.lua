-- contract: keys=1.. params=keys..
local values, names = {}, {}
for i, key in ipairs(KEYS) do
  local value = redis.call('GET', key)
  if value then values[i] = value end
  if not value then values[i] = '' end
  if #key > 5 then names[i] = key end
  names[i] = names[i] or false
end
return {values, names}
