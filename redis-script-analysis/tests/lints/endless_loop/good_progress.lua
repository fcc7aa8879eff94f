-- contract: keys=2 params=a,b
local cursor, found = '0', false
repeat
  local page = redis.call('SSCAN', KEYS[1], cursor)
  cursor = page[1]
  for _, member in ipairs(page[2]) do
    if member == 'x' then found = true end
  end
until cursor == '0' or found
local low, high = 1, 10
while low < high do
  if redis.call('SISMEMBER', KEYS[1], low) == 1 then low = low + 1 else high = high - 1 end
end
local done = false
while not done do
  local value = redis.call('SPOP', KEYS[2])
  if not value or value == 'x' then done = true end
end
local at = 1
while at < 10 do
  repeat at = at + 1 until at % 2 == 0
end
return found and 1 or 0
