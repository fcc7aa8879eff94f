-- Takes some permits of a limited number, or none of them. They come back when they are released, or their lease is over.
--
-- KEYS[1] = key of the limiter, a sorted set: permits with the time at which their lease is over; it expires with the last one
-- ARGV[1] = limit: how many permits there are
-- ARGV[2] = lease in milliseconds
-- ARGV[3] = quantity; 0 only looks
-- ARGV[4] = holder: permits that it has already are renewed, and not taken twice
-- Returns in one string: how many are free now, after how many milliseconds so many are free if none is released (0 if they were
-- taken, -1 if they never are), and after how many all leases are over. What is rejected writes nothing.

local limit, lease, quantity = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] + 0

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Counting those that are over is cheaper than counting the others: a small sorted set is read from its beginning.
local over = redis.call('ZCOUNT', KEYS[1], '-inf', string.format('%d', now))
local held = redis.call('ZCARD', KEYS[1]) - over

local function permit(number)
  return string.format('%d:', number) .. ARGV[4]
end

-- What is said if nothing is taken.
local function reply(wait)
  local last = redis.call('ZRANGE', KEYS[1], '-1', '-1', 'WITHSCORES')[2]
  return string.format('%d %d %d', math.max(limit - held, 0), wait, math.max((last or 0) - now, 0))
end

if quantity > limit then
  return reply(-1)
end
if quantity == 0 then
  return reply(0)
end
-- If there is room for all, and none is over, ZADD says which of them the holder has.
local asks = over > 0 or held + quantity > limit
local own, is_own = 0, {}
if asks then
  for number = 1, quantity do
    local deadline = redis.call('ZSCORE', KEYS[1], permit(number))
    if deadline and deadline + 0 > now then
      own = own + 1
      is_own[permit(number)] = true
    end
  end
end
local missing = held - own + quantity - limit
if missing > 0 then
  -- The first of the others' that make room.
  local last = string.format('%d', over + missing + own - 1)
  local first = redis.call('ZRANGE', KEYS[1], string.format('%d', over), last, 'WITHSCORES')
  for at = 1, #first, 2 do
    if not is_own[first[at]] then
      missing = missing - 1
      if missing == 0 then
        return reply(first[at + 1] - now)
      end
    end
  end
end

local deadline = string.format('%d', now + lease)
for number = 1, quantity do
  local added = redis.call('ZADD', KEYS[1], deadline, permit(number))
  if added == 0 and not asks then
    own = own + 1
  end
end
-- After ZADD, which a server without memory refuses.
if over > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%d', now))
end
local ends = redis.call('PTTL', KEYS[1])
if ends < lease then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  ends = lease
end
return string.format('%d 0 %d', limit - held + own - quantity, ends)
