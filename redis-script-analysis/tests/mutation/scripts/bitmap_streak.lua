-- contract: keys=1 params=days:str,today:u64 reply=u32
-- How many days in a row, up to today, have their bit set; today is set first.
local today = tonumber(ARGV[1])
if not today or today < 0 then
  return redis.error_reply('ERR a day is a number from 0')
end
redis.call('SETBIT', KEYS[1], ARGV[1], 1)
local streak = 0
for day = today, math.max(0, today - 365), -1 do
  if redis.call('GETBIT', KEYS[1], string.format('%.0f', day)) == 0 then
    break
  end
  streak = streak + 1
end
return streak
