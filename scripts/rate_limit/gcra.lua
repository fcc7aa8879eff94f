-- Lets a quantity pass, or nothing of it, by GCRA: what passes fills a bucket that drains at a constant rate.
--
-- KEYS[1] = key of the limiter: it expires when the bucket is empty, so that its time to live is the level
-- ARGV[1] = what one takes of the bucket, in ticks
-- ARGV[2] = ticks per millisecond: a whole number of them for each of one, so that no fraction is lost
-- ARGV[3] = burst: how many fill the bucket
-- ARGV[4] = quantity; 0 only looks
-- Returns whether it passed, how many would pass now, after how many milliseconds this quantity would pass (0 if it did, -1 if
-- it never will), and after how many the bucket is empty. What is rejected writes nothing.

local one, ticks, burst, quantity = ARGV[1] + 0, ARGV[2] + 0, ARGV[3] + 0, ARGV[4] + 0

-- The key expires in whole milliseconds. Its value is how many ticks before that the bucket is empty.
local early = redis.call('GET', KEYS[1])
local level = 0
if early then
  level = redis.call('PTTL', KEYS[1]) * ticks - (tonumber(early) or math.huge)
  if level < -ticks then
    return redis.error_reply('ERR gcra: the key holds something else than the level of a limiter')
  end
  level = math.max(level, 0)
end

local full = burst * one
local filled = level + quantity * one
if filled > full then
  local wait = quantity > burst and -1 or math.ceil((filled - full) / ticks)
  return {0, math.max(math.floor((full - level) / one), 0), wait, math.ceil(level / ticks)}
end

local expiry = math.ceil(filled / ticks)
if quantity > 0 then
  local now_early = string.format('%d', expiry * ticks - filled)
  if now_early == early then
    redis.call('PEXPIRE', KEYS[1], string.format('%d', expiry))
  else
    redis.call('SET', KEYS[1], now_early, 'PX', string.format('%d', expiry))
  end
end
return {1, math.floor((full - filled) / one), 0, expiry}
