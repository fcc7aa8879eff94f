-- Lets a quantity pass, or nothing of it, if no more than the limit passes in any (now - window, now], by the server's clock.
--
-- KEYS[1] = key of the limiter, a string: when each passed, the newest at its end, 7 bytes each; it expires with the newest
-- ARGV[1] = limit
-- ARGV[2] = window in milliseconds
-- ARGV[3] = quantity; 0 only looks
-- ARGV[4] = where the time of as many as the limit ago begins, from the end of the string: -7 * limit
-- ARGV[5] = where it ends: 6 more
-- Returns in one string, which costs less than a table: how many would pass now, after how many milliseconds this quantity would
-- pass (0 if it did, -1 if it never will), and after how many nothing counts any more. What is rejected writes nothing.
--
-- Times that have left the window stay until there are twice as many as the limit; then the string is cut to the newest ones.

-- The time that must have left the window. Of a range that begins before the string, at most one byte comes.
local first, last = ARGV[4], ARGV[5]
if ARGV[3] ~= '1' then
  local from = -7 * (ARGV[1] - ARGV[3] + 1)
  first, last = string.format('%d', from), string.format('%d', from + 6)
end
local bound = redis.call('GETRANGE', KEYS[1], first, last)
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local start = now - ARGV[2] * 1000

local wait = 0
if #bound == 7 then
  local left = struct.unpack('>I7', bound) - start
  if left > 0 then
    wait = math.ceil(left / 1000)
    if ARGV[3] == '1' then
      return string.format('0 %d %d', wait, redis.call('PTTL', KEYS[1]))
    end
  end
end

local limit, quantity = ARGV[1] + 0, ARGV[3] + 0
if quantity > limit then
  wait = -1
elseif quantity == 0 then
  wait = 0
end
local count, reset
if wait == 0 and quantity > 0 then
  local times = struct.pack('>I7', now)
  if quantity > 1 then
    times = times:rep(quantity)
  end
  count, reset = math.floor(redis.call('APPEND', KEYS[1], times) / 7), ARGV[2]
  if count < 2 * limit then
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
  else
    redis.call('SET', KEYS[1], redis.call('GETRANGE', KEYS[1], ARGV[4], -1), 'PX', ARGV[2])
    count = limit
  end
else
  count, reset = math.floor(redis.call('STRLEN', KEYS[1]) / 7), math.max(redis.call('PTTL', KEYS[1]), 0)
end

-- How many are in the window: they are the newest ones, and no more than the limit.
local low, high = 0, math.min(count, limit)
local oldest = ''
if count > limit then
  oldest = redis.call('GETRANGE', KEYS[1], ARGV[4], ARGV[5])
elseif count > 0 then
  oldest = redis.call('GETRANGE', KEYS[1], '0', '6')
end
if #oldest == 7 and struct.unpack('>I7', oldest) > start then
  low = high
end
while high - low > 1 do
  local middle = math.floor((low + high) / 2)
  local from = -7 * middle
  local passed = redis.call('GETRANGE', KEYS[1], string.format('%d', from), string.format('%d', from + 6))
  if struct.unpack('>I7', passed) > start then
    low = middle
  else
    high = middle
  end
end
return string.format('%d %d %d', limit - low, wait, reset)
