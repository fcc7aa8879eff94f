-- contract: keys=2
local function is_there(key)
  local value = redis.call('GET', key)
  return value ~= nil
end
local value = redis.call('GET', KEYS[1])
if not value then return 0 end
return is_there(KEYS[2])
