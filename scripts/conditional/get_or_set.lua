-- Reads a key, or sets it with a time to live if it does not exist.
--
-- KEYS[1] = key of the value, a string
-- ARGV[1] = value that is set if there is none
-- ARGV[2] = its time to live in milliseconds
-- Returns the value that the key held, or nil if it was set. If there was one, nothing is written.

local held = redis.call('GET', KEYS[1])
if held then
  return held
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false
