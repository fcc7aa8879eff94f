-- Says who has a lock.
--
-- KEYS[1] = key of the lock
-- KEYS[2] = key of the fence
-- Returns the holder, for how many milliseconds it still has the lock, and its token, which is nil if the fence is no longer there.
-- Returns nil if nobody has the lock.

local holder = redis.call('GET', KEYS[1])
if not holder then
  return false
end
local ttl = redis.call('PTTL', KEYS[1])
if ttl < 0 then
  return redis.error_reply('ERR owner: the key never expires, so it is not that of a lock')
end
return {holder, ttl, redis.call('GET', KEYS[2])}
