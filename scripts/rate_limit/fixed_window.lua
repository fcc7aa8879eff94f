-- Lets a quantity pass, or nothing of it, if the limit of the window is not used up. A window begins with the first that passes.
--
-- KEYS[1] = key of the limiter, a string: how many passed in the window, with whose end it expires
-- ARGV[1] = limit
-- ARGV[2] = length of a window in milliseconds
-- ARGV[3] = quantity; 0 only looks
-- Returns whether it passed, how many would pass now, after how many milliseconds this quantity would pass (0 if it did, -1 if
-- it never will), and after how many the window ends. What is rejected writes nothing.

-- What is left of a new window.
local whole = ARGV[1] - ARGV[3]
local left, ends = whole, 0
local passed = redis.call('GET', KEYS[1])
if passed then
  ends = redis.call('PTTL', KEYS[1])
  -- In its last millisecond the key is still there, and the window is over.
  if ends > 0 then
    left = left - passed
  elseif ends < 0 then
    return redis.error_reply('ERR fixed_window: the key never expires, so it is not that of a limiter')
  end
end

if left < 0 then
  local room = left + ARGV[3]
  return {0, room < 0 and 0 or room, whole < 0 and -1 or ends, ends}
end
if ARGV[3] ~= '0' then
  if ends > 0 then
    redis.call('INCRBY', KEYS[1], ARGV[3])
  else
    redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[2])
    ends = ARGV[2] + 0
  end
end
return {1, left, 0, ends}
