-- Lets a quantity pass, or nothing of it, by GCRA: what passes fills a bucket, which drains at a constant rate.
--
-- KEYS[1] = key of the limiter, a string: it expires when the bucket is empty, so that its time to live is the level
-- ARGV[1] = how far one fills the bucket, in ticks
-- ARGV[2] = ticks that drain in a millisecond: as many as make both of them whole numbers, so that no fraction is lost
-- ARGV[3] = burst: how many fill the bucket
-- ARGV[4] = quantity; 0 only looks
-- Returns whether it passed, how many would pass now, after how many milliseconds this quantity would pass (0 if it did, -1 if
-- it never will), and after how many the bucket is empty. What is rejected writes nothing.

local one, ticks, quantity = ARGV[1] + 0, ARGV[2] + 0, ARGV[4] + 0

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

local full = ARGV[3] * one
local filled = level + quantity * one
if filled > full then
  local room = full - level
  local wait = quantity * one > full and -1 or math.ceil((filled - full) / ticks)
  return {0, room < one and 0 or math.floor(room / one), wait, math.ceil(level / ticks)}
end

local expiry = math.ceil(filled / ticks)
if quantity > 0 then
  local now_early = expiry * ticks - filled
  if ttl >= 0 and now_early == early then
    redis.call('PEXPIRE', KEYS[1], string.format('%d', expiry))
  else
    redis.call('SET', KEYS[1], string.format('%d', now_early), 'PX', string.format('%d', expiry))
  end
end
return {1, math.floor((full - filled) / one), 0, expiry}
