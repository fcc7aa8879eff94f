-- Takes a lock that expires, and gives its holder a fencing token.
--
-- KEYS[1] = key of the lock, a string: its holder; it expires when the lock is over
-- KEYS[2] = key of the fence, a string: the newest token; it never expires
-- ARGV[1] = holder
-- ARGV[2] = time to live in milliseconds
-- Returns the token. If another holder has the lock, returns that holder, and writes nothing. The holder itself gets a new token, and
-- the whole time to live.
--
-- Each token is greater than all before it. A fence that does not exist, or is no longer there, begins with the time of the server's
-- clock in microseconds: more than any lock has given until then.

local MAX_EXACT = 9007199254740991 -- 2^53 - 1: above it, Lua's doubles would repeat a token
local CLOCK_BEGINS = 1000000000000000 -- in 2001: a smaller token does not come from the clock

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return holder
end

-- The fence first: a token that nobody gets does no harm, but a lock without one would. INCR refuses what is not a number, and needs
-- as much memory as SET, so that a server which lets one of them pass lets both pass.
local token = redis.call('INCR', KEYS[2])
if token < CLOCK_BEGINS then
  local time = redis.call('TIME')
  local now = time[1] * 1000000 + time[2]
  if now > token then
    token = now
    redis.call('SET', KEYS[2], string.format('%d', token))
  end
elseif token > MAX_EXACT then
  redis.call('DECR', KEYS[2])
  return redis.error_reply('ERR acquire: the fence does not hold a token')
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return token
