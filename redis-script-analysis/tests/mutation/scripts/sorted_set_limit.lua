-- Allows or rejects one call by a sliding window: at most `limit` calls pass in any (now - window, now].
--
-- KEYS[1] = key of the limiter, a sorted set
-- ARGV[1] = window in seconds, 1 or more; the same for all callers of a key
-- ARGV[2] = limit: calls per window; 0 rejects all
-- ARGV[3] = now in milliseconds, by the caller's clock
-- Returns 1 if the call is allowed and 0 if it is rejected. A rejected call writes nothing.
--
-- Clocks that disagree: the limiter's clock is the latest `now` that it has allowed, so a clock that is behind gets
-- nothing extra. With D between the earliest clock and the latest, at most `limit` calls pass in any stretch of
-- window - D; with D past the window, a fresh `limit` each time the latest clock gets a window ahead.
-- One window after the last allowed call the key expires, by the server's clock: no `now`, however far in the future,
-- keeps the others out for longer.

local MAX_EXACT = 9007199254740991 -- 2^53 - 1: up to it, Lua's doubles count one by one

local function whole(text, least, most)
  local number = text:match('^%d+$') and tonumber(text)
  return number and number >= least and number <= most and number
end

-- Servers differ in how they write a number as an argument, and 7.2.4 writes 1e8 as 1e+8.
local function digits(number)
  return string.format('%.0f', number)
end

local window = whole(ARGV[1], 1, math.floor(MAX_EXACT / 1000))
if not window then
  return redis.error_reply('ERR rate_limit: the window must be a whole number of seconds, 1 or more')
end
local limit = whole(ARGV[2], 0, math.huge)
if not limit then
  return redis.error_reply('ERR rate_limit: the limit must be a whole number, 0 or more')
end
local now = whole(ARGV[3], 0, MAX_EXACT)
if not now then
  return redis.error_reply('ERR rate_limit: now must be a whole number of milliseconds')
end
local window_ms = window * 1000

local latest = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
if latest then
  now = math.max(now, tonumber(latest))
end

local start = digits(now - window_ms)
if redis.call('ZCOUNT', KEYS[1], '(' .. start, '+inf') >= limit then
  return 0
end

-- The member is unique: scores never go back, and those that are equal are numbered and removed together.
local score = digits(now)
local number = redis.call('ZCOUNT', KEYS[1], score, score)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', start)
redis.call('ZADD', KEYS[1], score, score .. ':' .. number)
redis.call('PEXPIRE', KEYS[1], digits(window_ms))
return 1
