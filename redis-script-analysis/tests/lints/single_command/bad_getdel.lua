-- contract: keys=1 params=key
local function take(key)
  local value = redis.call('get', key)
  if not value then return nil end
  redis.call('del', key)
  return value
end
return take(KEYS[1])
