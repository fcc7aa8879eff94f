-- Lets a quantity pass, or nothing of it, by GCRA: what passes fills a bucket, which drains at a constant rate.
--
-- KEYS[1] = key of the limiter, a string: it expires when the bucket is empty, so that its time to live is the level
-- ARGV[1] = how far one fills the bucket, in ticks
-- ARGV[2] = ticks that drain in a millisecond: as many as make both of them whole numbers, so that no fraction is lost
-- ARGV[3] = burst: how many fill the bucket
-- ARGV[4] = quantity; 0 only looks
-- Returns in one string, which costs less than a table: how many would pass now, after how many milliseconds this quantity would
-- pass (0 if it did, -1 if it never will), and after how many the bucket is empty. What is rejected writes nothing.

local one, ticks = ARGV[1] + 0, ARGV[2] + 0
local full, quantity = ARGV[3] * one, ARGV[4] * one

-- Keys expire in whole milliseconds. If ticks are shorter, the value says how many of them earlier the bucket is empty.
local ttl = redis.call('PTTL', KEYS[1])
local level, early = 0, 0
if ttl >= 0 then
  if ticks > 1 then
    early = redis.call('GET', KEYS[1]) + 0
  end
  level = ttl * ticks - early
  if level < 0 then
    level = 0
  end
elseif ttl == -1 then
  return redis.error_reply('ERR gcra: the key never expires, so it is not that of a limiter')
end

-- (a - a % b) / b is rounded down and (a + -a % b) / b rounded up, for less than math.floor and math.ceil.
local room = full - level
if quantity > room then
  local over = quantity - room
  local wait = quantity > full and -1 or (over + -over % ticks) / ticks
  return string.format('%d %d %d', room < 0 and 0 or (room - room % one) / one, wait, (level + -level % ticks) / ticks)
end

room = room - quantity
local filled = level + quantity
local expiry = string.format('%d', (filled + -filled % ticks) / ticks)
if quantity > 0 then
  local now_early = -filled % ticks
  if ttl >= 0 and now_early == early then
    redis.call('PEXPIRE', KEYS[1], expiry)
  else
    redis.call('SET', KEYS[1], string.format('%d', now_early), 'PX', expiry)
  end
end
return string.format('%d 0 %s', (room - room % one) / one, expiry)
