local key = KEYS[1]
local = 1
if key then
  return redis.call('GET', key
end
x = = 2
