-- contract: keys=1 params=samples:str,value:f64,size:u64 reply=String
-- The mean of the last samples, as text.
local size = tonumber(ARGV[2])
if not size or size < 1 or size > 1000 then
  return redis.error_reply('ERR the size is a number from 1 to 1000')
end
redis.call('LPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], 0, string.format('%.0f', size - 1))
local samples = redis.call('LRANGE', KEYS[1], 0, 999)
local sum, counted = 0, 0
for _, sample in ipairs(samples) do
  local number = tonumber(sample)
  if number then
    sum = sum + number
    counted = counted + 1
  end
end
if counted == 0 then
  return '0'
end
return string.format('%.3f', sum / counted)
