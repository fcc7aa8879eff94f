-- Lets a quantity pass, or nothing of it, if the limit of the window is not used up. A window begins with the first that passes.
--
-- KEYS[1] = key of the limiter, a string: how many passed in the window, with whose end it expires
-- ARGV[1] = limit
-- ARGV[2] = length of a window in milliseconds
-- ARGV[3] = quantity; 0 only looks
-- Returns in one string, which costs less than a table: how many would pass now, after how many milliseconds this quantity would
-- pass (0 if it did, -1 if it never will), and after how many the window ends. What is rejected writes nothing.

local limit, quantity = ARGV[1] + 0, ARGV[3] + 0

local passed, ends = 0, redis.call('PTTL', KEYS[1])
if ends >= 0 then
  passed = redis.call('GET', KEYS[1])
  -- In its last millisecond the key is still there, and the window is over.
  if ends == 0 then
    passed = 0
  end
elseif ends == -1 then
  return redis.error_reply('ERR fixed_window: the key never expires, so it is not that of a limiter')
else
  ends = 0
end

local room = limit - passed
if quantity > room then
  return string.format('%d %d %d', room < 0 and 0 or room, quantity > limit and -1 or ends, ends)
end
if quantity > 0 then
  if ends > 0 then
    redis.call('INCRBY', KEYS[1], ARGV[3])
  else
    redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[2])
    ends = ARGV[2]
  end
end
return string.format('%d 0 %d', room - quantity, ends)
