-- Lets a quantity pass, or nothing of it, if no more than the limit passes in any (now - window, now], by the server's clock.
--
-- KEYS[1] = key of the limiter, a string: when each passed, the newest at its end, 7 bytes each; it expires with the newest
-- ARGV[1] = limit
-- ARGV[2] = window in milliseconds
-- ARGV[3] = quantity; 0 only looks
-- ARGV[4] = how many bytes at the end are read at once, as a negative number: as many times as the limit, or fewer
-- Returns in one string, which costs less than a table: how many would pass now, after how many milliseconds this quantity would
-- pass (0 if it did, -1 if it never will), and after how many nothing counts any more. What is rejected writes nothing.
--
-- Times that have left the window stay until there are twice as many as the limit; then the string is cut to the newest ones.

local limit, quantity = ARGV[1] + 0, ARGV[3] + 0

local newest = redis.call('GETRANGE', KEYS[1], ARGV[4], '-1')
local are_all = #newest < -ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local start = now - ARGV[2] * 1000

-- After how many microseconds the nth newest leaves the window; 0 or less if it has left, or if there is none.
local function left(nth)
  local from = -7 * nth
  if #newest + from >= 0 then
    return struct.unpack('>I7', newest, #newest + from + 1) - start
  elseif are_all then
    return 0
  end
  -- Of a range that begins before the string, at most one byte comes.
  local passed = redis.call('GETRANGE', KEYS[1], string.format('%d', from), string.format('%d', from + 6))
  return #passed == 7 and struct.unpack('>I7', passed) - start or 0
end

local wait, oldest = 0, limit
if quantity > limit then
  wait = -1
elseif quantity > 0 then
  -- So many must have left the window that there is room.
  local over = left(limit - quantity + 1)
  if over <= 0 then
    oldest = limit - quantity
  else
    wait = math.ceil(over / 1000)
  end
end

-- How many are in the window: they are the newest ones.
if are_all then
  oldest = math.min(oldest, math.floor(#newest / 7))
end
local inside = oldest
if oldest > 0 and left(oldest) <= 0 then
  inside = 0
  while oldest - inside > 1 do
    local middle = math.floor((inside + oldest) / 2)
    if left(middle) > 0 then
      inside = middle
    else
      oldest = middle
    end
  end
end

if wait ~= 0 or quantity == 0 then
  return string.format('%d %d %d', limit - inside, wait, inside > 0 and math.ceil(left(1) / 1000) or 0)
end
local times = struct.pack('>I7', now)
if quantity > 1 then
  times = times:rep(quantity)
end
if newest == '' then
  redis.call('SET', KEYS[1], times, 'PX', ARGV[2])
elseif redis.call('APPEND', KEYS[1], times) < 14 * limit then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
else
  local kept = redis.call('GETRANGE', KEYS[1], string.format('%d', -7 * limit), '-1')
  redis.call('SET', KEYS[1], kept, 'PX', ARGV[2])
end
return string.format('%d 0 %s', limit - inside - quantity, ARGV[2])
