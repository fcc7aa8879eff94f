-- Removes a member.
--
-- KEYS[1] = key of the scores, as in submit.lua
-- KEYS[2] = key of the stamps
-- ARGV[1] = name
-- Returns whether it was there.

local stamp = redis.call('HGET', KEYS[2], ARGV[1])
local count = redis.call('ZCARD', KEYS[1])
if not stamp then
  return 0
end
local removed = redis.call('ZREM', KEYS[1], stamp .. ARGV[1])
if count == removed then
  -- Only the number of the last change is left.
  redis.call('DEL', KEYS[2])
else
  redis.call('HDEL', KEYS[2], ARGV[1])
end
return removed
