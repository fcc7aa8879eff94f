-- Writes a new value if the key holds the expected one, byte for byte.
--
-- KEYS[1] = key of the string
-- ARGV[1] = expected value
-- ARGV[2] = new value
-- ARGV[3] = time to live in milliseconds; 0 if the key shall not expire, -1 to leave that as it is
-- Returns 1 if the new value was written. If the key holds another value, returns that one, and nil if it does not exist; then
-- nothing is written.

local current = redis.call('GET', KEYS[1])
if current ~= ARGV[1] then
  return current
end
if ARGV[3] == '-1' then
  redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
elseif ARGV[3] == '0' then
  redis.call('SET', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return 1
