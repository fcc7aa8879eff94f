-- Lets a lock go, if the holder still has it.
--
-- KEYS[1] = key of the lock
-- ARGV[1] = holder
-- Returns 1 if the holder had the lock until now. Returns 0 if the lock was over, or is another's, and writes nothing.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[1])
return 1
