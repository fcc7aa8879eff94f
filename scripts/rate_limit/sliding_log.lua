-- Lets a quantity pass, or nothing of it, if no more than the limit passes in any (now - window, now], by the server's clock.
--
-- KEYS[1] = key of the limiter, a string: when each passed, the newest at its end, 7 bytes each; it expires with the newest
-- ARGV[1] = limit
-- ARGV[2] = window in milliseconds
-- ARGV[3] = quantity; 0 only looks
-- ARGV[4] = where the time begins, from the end of the string, that must have left the window: -7 * (limit - quantity + 1)
-- ARGV[5] = where it ends: 6 more
-- Returns whether it passed, how many would pass now, after how many milliseconds this quantity would pass (0 if it did, -1 if
-- it never will), and after how many nothing counts any more. What is rejected writes nothing.
--
-- Times that have left the window stay until there are twice as many as the limit; then the string is cut to the newest ones.

local limit, quantity = ARGV[1] + 0, ARGV[3] + 0

-- Of a range that begins before the string, at most one byte comes.
local bound = redis.call('GETRANGE', KEYS[1], ARGV[4], ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local start = now - ARGV[2] * 1000

local wait = quantity > limit and -1 or 0
if #bound == 7 and quantity > 0 and wait == 0 then
  local left = struct.unpack('>I7', bound) - start
  if left > 0 then
    wait = math.ceil(left / 1000)
    if quantity == 1 then
      return {0, 0, wait, redis.call('PTTL', KEYS[1])}
    end
  end
end

-- How many of so many are in the window: they are the last ones.
local function in_window(count)
  local function passed_at(first, last)
    return struct.unpack('>I7', redis.call('GETRANGE', KEYS[1], first, last))
  end
  local low, high, oldest = 0, count, 0
  if count > limit then
    low = count - limit
    oldest = passed_at(string.format('%d', -7 * limit), string.format('%d', -7 * limit + 6))
  elseif count > 0 then
    oldest = passed_at(0, 6)
  end
  if oldest > start then
    return high - low
  end
  while high - low > 1 do
    local middle = math.floor((low + high) / 2)
    if passed_at(string.format('%d', middle * 7), string.format('%d', middle * 7 + 6)) > start then
      high = middle
    else
      low = middle
    end
  end
  return count - high
end

if quantity == 0 or wait ~= 0 then
  local count = math.floor(redis.call('STRLEN', KEYS[1]) / 7)
  return {wait == 0 and 1 or 0, limit - in_window(count), wait, math.max(redis.call('PTTL', KEYS[1]), 0)}
end

local times = struct.pack('>I7', now)
if quantity > 1 then
  times = times:rep(quantity)
end
local count = math.floor(redis.call('APPEND', KEYS[1], times) / 7)
local passed = in_window(count)
if count < 2 * limit then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
else
  local newest = redis.call('GETRANGE', KEYS[1], string.format('%d', -7 * limit), -1)
  redis.call('SET', KEYS[1], newest, 'PX', ARGV[2])
end
return {1, limit - passed, 0, ARGV[2] + 0}
