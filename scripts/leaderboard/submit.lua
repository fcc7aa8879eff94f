-- Submits a score: the member keeps the best one, the last one, or the sum. Equal scores rank in the order in which they were
-- reached.
--
-- KEYS[1] = key of the scores, a sorted set: the first rank has the least score. A member is its stamp, 7 bytes, and its name
-- KEYS[2] = key of the stamps, a hash: for each name the number of the change by which its score was reached, and for the byte
--           255, which no name is, the number of the last change
-- ARGV[1] = name
-- ARGV[2] = score; a whole number of at most 2^53 - 1 is exact
-- ARGV[3] = what is kept: `best` is the least, `last`, or `sum`
-- ARGV[4] = how many members there are at most, 0 for any number
-- ARGV[5] = 1, or -1 if the callers' scores are the negative of these: what is returned first
-- Returns ARGV[5], whether anything changed, the score before or nil, the score now or nil, the rank from 0 or nil, and how many
-- members there are. What changes nothing writes nothing.
--
-- A number of a change instead of a time: clocks jump, and two calls may have the same microsecond.

local MAX_EXACT = 9007199254740991 -- 2^53 - 1: up to it, Lua's doubles count one by one
local LAST = '\255'
local MOST_AT_ONCE = 100 -- so many are removed in a call if the board has become smaller

local name, limit = ARGV[1], ARGV[4] + 0
local stamps = redis.call('HMGET', KEYS[2], LAST, name)
local last, stamp = tonumber(stamps[1] or 0), stamps[2]
local count = redis.call('ZCARD', KEYS[1])
local stamped = redis.call('HLEN', KEYS[2])
local is_number = last and last >= 0 and last < MAX_EXACT
if not is_number or count + 1 ~= stamped and count + stamped > 0 then
  return redis.error_reply('ERR submit: the keys of the board do not fit each other')
end

local score, now, member, before = ARGV[2] + 0, ARGV[2], false, false
if stamp then
  member = stamp .. name
  before = redis.call('ZSCORE', KEYS[1], member)
  if not before then
    return redis.error_reply('ERR submit: the keys of the board do not fit each other')
  end
  if ARGV[3] == 'sum' then
    score = score + before
    if score > MAX_EXACT or score < -MAX_EXACT then
      return redis.error_reply('ERR submit: the sum would not be between -2^53 and 2^53')
    end
    now = string.format('%.17g', score)
  end
  local stays = ARGV[3] == 'best' and score >= before + 0 or score == before + 0
  if stays then
    return {ARGV[5] + 0, 0, before, before, redis.call('ZRANK', KEYS[1], member), count}
  end
elseif limit > 0 and count >= limit then
  local nth = string.format('%d', limit - 1)
  local worst = redis.call('ZRANGE', KEYS[1], nth, nth, 'WITHSCORES')[2]
  if score >= worst + 0 then
    return {ARGV[5] + 0, 0, false, false, false, count}
  end
end

local changed = struct.pack('>I7', last + 1)
redis.call('ZADD', KEYS[1], now, changed .. name)
redis.call('HSET', KEYS[2], LAST, string.format('%d', last + 1), name, changed)
if member then
  redis.call('ZREM', KEYS[1], member)
else
  count = count + 1
end
if limit > 0 and count > limit then
  local removed = redis.call('ZPOPMAX', KEYS[1], string.format('%d', math.min(count - limit, MOST_AT_ONCE)))
  for i = 1, #removed, 2 do
    redis.call('HDEL', KEYS[2], removed[i]:sub(8))
    count = count - 1
  end
end
local rank = redis.call('ZRANK', KEYS[1], changed .. name)
return {ARGV[5] + 0, 1, before, rank and now, rank, count}
