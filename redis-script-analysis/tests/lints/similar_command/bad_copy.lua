-- contract: keys=2 params=from,to
local value = redis.call('GET', KEYS[1])
if value then
  redis.call('SET', KEYS[2], value)
  return 1
end
return 0
