-- contract: keys=2 params=stock:str,reserved:str,order:str,items:str.. reply=Option<String>
-- Reserves several articles or none: ARGV holds the order, then article and count by turns.
local order = ARGV[1]

local function count_at(index)
  local count = tonumber(ARGV[index])
  if count and count > 0 then
    return count
  end
  return nil
end

for i = 2, #ARGV, 2 do
  local count = count_at(i + 1)
  if not count then
    return redis.error_reply('ERR a count is missing behind ' .. ARGV[i])
  end
  local left = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0') or 0
  if left < count then
    return ARGV[i]
  end
end
for i = 2, #ARGV, 2 do
  redis.call('HINCRBY', KEYS[1], ARGV[i], '-' .. ARGV[i + 1])
  redis.call('HSET', KEYS[2], order .. ':' .. ARGV[i], ARGV[i + 1])
end
return false
