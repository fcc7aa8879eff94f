-- contract: keys=1.. params=total:str,parts:str.. reply=usize
-- Adds up counters, and keeps the sum in the first key.
local sum = 0
for i = 2, #KEYS do
  local part = redis.call('GET', KEYS[i])
  if part then
    sum = sum + (tonumber(part) or 0)
  end
end
redis.call('SET', KEYS[1], string.format('%.0f', sum), 'EX', 60)
return #KEYS - 1
