-- contract: keys=1 params=a
local cursor, count = '0', 0
repeat
  local page = redis.call('HSCAN', KEYS[1], cursor)
  cursor, count = page[1], count + #page[2]
until cursor == '0'
return count
