-- Allows or rejects one call by a sliding window: at most `limit` calls pass in any (now - window, now].
--
-- KEYS[1] = key of the limiter, a list: when calls passed, the latest at its end
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
local MAX_WINDOW = 9007199254740 -- so many seconds are as many milliseconds

local function whole(text, least, most)
  local digits = text:match('^0*(%d+)$')
  local number = digits and digits + 0
  return number and number >= least and number <= most and number, digits
end

local window = whole(ARGV[1], 1, MAX_WINDOW)
if not window then
  return redis.error_reply('ERR rate_limit: the window must be a whole number of seconds, 1 or more')
end
local limit, digits = whole(ARGV[2], 0, math.huge)
if not limit then
  return redis.error_reply('ERR rate_limit: the limit must be a whole number, 0 or more')
end
local now = whole(ARGV[3], 0, MAX_EXACT)
if not now then
  return redis.error_reply('ERR rate_limit: now must be a whole number of milliseconds')
end
if limit == 0 then
  return 0
end

local oldest_left = false
local latest = redis.call('LINDEX', KEYS[1], -1)
if latest then
  if latest + 0 > now then
    now = latest + 0
  end
  local start = now - window * 1000
  -- The times are in order: if this one is still in the window, as many as the limit are.
  local bound = limit <= MAX_EXACT and redis.call('LINDEX', KEYS[1], '-' .. digits)
  if bound and bound + 0 > start then
    return 0
  end
  oldest_left = redis.call('LINDEX', KEYS[1], 0) + 0 <= start
end

redis.call('RPUSH', KEYS[1], string.format('%d', now))
-- Each call adds one and removes one, so that the list never holds more than were once in a window.
if oldest_left then
  redis.call('LPOP', KEYS[1])
end
redis.call('PEXPIRE', KEYS[1], string.format('%d', window * 1000))
return 1
