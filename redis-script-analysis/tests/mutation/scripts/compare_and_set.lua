-- Compare and set: writes the new value only where the key holds the expected one, byte for byte.
--
-- KEYS[1] = key of the string
-- ARGV[1] = expected value
-- ARGV[2] = new value
-- Returns 1 if the new value was written, 0 if the key holds another value or does not exist.
--
-- A missing key equals nothing, not even the empty string: to create one, use SET with NX.
-- The time to live stays as it is; a lost call writes nothing.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
