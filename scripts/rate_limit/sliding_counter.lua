-- Lets a quantity pass, or nothing of it, by the counts of two windows: of the previous one, what a sliding window still covers
-- of it counts, as if what passed in it had been spread evenly. The first window begins with the first that passes.
--
-- KEYS[1] = key of the limiter, a string: previous count * 2^26 + current count; it expires at the end of the next window
-- ARGV[1] = limit, below 2^26
-- ARGV[2] = length of a window in milliseconds; times the limit, it is exact
-- ARGV[3] = quantity; 0 only looks
-- Returns in one string, which costs less than a table: how many would pass now, after how many milliseconds this quantity would
-- pass (0 if it did, -1 if it never will), and after how many nothing counts any more. What is rejected writes nothing.

local SHIFT = 67108864 -- 2^26: two counts are one number below 2^53
local limit, window, quantity = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] + 0

local counts = redis.call('GET', KEYS[1])
local previous, current, left, ttl = 0, 0, window, 0
if counts then
  ttl = redis.call('PTTL', KEYS[1])
  if ttl < 0 then
    return redis.error_reply('ERR sliding_counter: the key never expires, so it is not that of a limiter')
  end
  local newest = counts % SHIFT
  if ttl > window then
    previous, current, left = (counts - newest) / SHIFT, newest, ttl - window
  elseif ttl > 0 then
    previous, left = newest, ttl
  end
end

-- All of these are counts * milliseconds, and whole. '%d' cuts the fraction of a count off.
local room = (limit - current) * window - previous * left
local over = quantity * window - room
if over > 0 then
  local wait
  if quantity > limit then
    wait = -1
  elseif current + quantity <= limit then
    wait = math.ceil(over / previous)
  else
    wait = left + window - math.floor((limit - quantity) * window / current)
  end
  local reset = current > 0 and left + window or previous > 0 and left or 0
  return string.format('%d %d %d', room < 0 and 0 or room / window, wait, reset)
end

if quantity > 0 then
  current = current + quantity
  if ttl > window then
    redis.call('INCRBY', KEYS[1], ARGV[3])
  else
    local packed, expiry = previous * SHIFT + current, left + window
    redis.call('SET', KEYS[1], string.format('%d', packed), 'PX', string.format('%d', expiry))
  end
end
local reset = current > 0 and left + window or previous > 0 and left or 0
return string.format('%d 0 %d', -over / window, reset)
