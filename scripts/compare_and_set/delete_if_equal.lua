-- Deletes a key if it holds the expected value, byte for byte.
--
-- KEYS[1] = key of the string
-- ARGV[1] = expected value
-- Returns 1 if the key was deleted. If it holds another value, returns that one, and nil if it does not exist.

local current = redis.call('GET', KEYS[1])
if current ~= ARGV[1] then
  return current
end
redis.call('DEL', KEYS[1])
return 1
