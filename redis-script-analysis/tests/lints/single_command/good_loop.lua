-- contract: keys=1 params=key
local value
for _ = 1, 2 do
  value = redis.call('GET', KEYS[1])
  redis.call('DEL', KEYS[1])
end
return value
