-- contract: keys=2 params=a,b
local cursor = '0'
repeat
  local page = redis.call('SSCAN', KEYS[1], cursor)
  for _, member in ipairs(page[2]) do
    redis.call('SREM', KEYS[1], member)
    cursor = page[1]
  end
until cursor == '0'
local fields, next = 0, '0'
repeat
  local page = redis.call('HSCAN', KEYS[2], next)
  if #page[2] > 0 then
    fields, next = fields + #page[2], page[1]
  end
until tonumber(next) == 0
return fields
