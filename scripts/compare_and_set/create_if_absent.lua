-- Writes a value if the key does not exist.
--
-- KEYS[1] = key of the string
-- ARGV[1] = value
-- ARGV[2] = time to live in milliseconds; 0 if the key shall not expire
-- Returns 1 if the value was written. If the key exists, returns the value that it holds; then nothing is written.

local current = redis.call('GET', KEYS[1])
if current then
  return current
end
if ARGV[2] == '0' then
  redis.call('SET', KEYS[1], ARGV[1])
else
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return 1
