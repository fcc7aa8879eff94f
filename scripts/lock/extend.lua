-- Gives a lock a new time to live, if the holder still has it.
--
-- KEYS[1] = key of the lock
-- ARGV[1] = holder
-- ARGV[2] = time to live in milliseconds, from now on
-- Returns 1 if the holder has the lock. Returns 0 if the lock was over, or is another's, and writes nothing.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
