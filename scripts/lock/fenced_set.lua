-- Writes a string, unless a newer token than the caller's is known.
--
-- KEYS[1] = key of the fence, a string: the newest token
-- KEYS[2] = key of the string
-- ARGV[1] = token of the caller
-- ARGV[2] = value
-- ARGV[3] = time to live in milliseconds; 0 if the key shall not expire, -1 to leave that as it is
-- Returns 0 if the value was written. If a newer token is known, returns that one, and writes nothing.
--
-- If the caller's token is newer than that of the fence, the fence is set to it.

--- @include "lib/fence"

-- The fence last: if the value cannot be written, the fence stays as it was.
if ARGV[3] == '-1' then
  redis.call('SET', KEYS[2], ARGV[2], 'KEEPTTL')
elseif ARGV[3] == '0' then
  redis.call('SET', KEYS[2], ARGV[2])
else
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
end
if ahead > 0 then
  redis.call('SET', KEYS[1], ARGV[1])
end
return 0
