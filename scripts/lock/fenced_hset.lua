-- Writes fields of a hash, unless a newer token than the caller's is known.
--
-- KEYS[1] = key of the fence, a string: the newest token
-- KEYS[2] = key of the hash
-- ARGV[1] = token of the caller
-- ARGV[2..] = fields and values, in groups of 2
-- Returns 0 if they were written. If a newer token is known, returns that one, and writes nothing.
--
-- If the caller's token is newer than that of the fence, the fence is set to it.

--- @include "lib/fence"

-- The fence last: if the hash cannot be written, the fence stays as it was.
for i = 2, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
end
if ahead > 0 then
  redis.call('SET', KEYS[1], ARGV[1])
end
return 0
