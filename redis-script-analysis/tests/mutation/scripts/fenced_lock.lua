-- Takes a lock that expires, and gives its holder a fencing token.
--
-- KEYS[1] = key of the lock
-- KEYS[2] = key of the counter that the tokens come from, in the same slot
-- ARGV[1] = holder, the value of the lock
-- ARGV[2] = time to live in seconds, 1 or more
-- Returns the token, 1 or more, or -1 if the lock is held. It is not reentrant: its own holder gets -1, too.
--
-- Each token is greater than all before it, also after the lock expired or was deleted: a resource that remembers the
-- greatest token it has seen can refuse a holder whose lock is over. For this the counter never expires, and must be
-- neither deleted nor evicted. A failover to a replica that misses the last writes takes them back, token included.

local MAX_EXACT = 9007199254740991 -- 2^53 - 1: above it, Lua's doubles would repeat a token

if KEYS[1] == KEYS[2] then
  return redis.error_reply('ERR acquire_lock: the lock and its counter must be two keys')
end
local ttl = ARGV[2]:match('^%d+$') and tonumber(ARGV[2])
if not ttl or ttl < 1 or ttl > MAX_EXACT / 1000 then
  return redis.error_reply('ERR acquire_lock: the time to live must be a whole number of seconds, 1 or more')
end
if redis.call('EXISTS', KEYS[1]) == 1 then
  return -1
end
local last = tonumber(redis.call('GET', KEYS[2]) or 0)
if not last or last < 0 or last >= MAX_EXACT then
  return redis.error_reply('ERR acquire_lock: the counter does not hold a token')
end

-- The token first: should the SET be refused, a token is skipped, but no lock stands without one.
local token = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], ARGV[1], 'EX', string.format('%.0f', ttl))
return token
