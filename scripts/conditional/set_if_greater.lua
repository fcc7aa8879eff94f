-- Sets an integer if it is greater than the one that the key holds, or if it is smaller. A key that does not exist is set.
--
-- KEYS[1] = key of the integer, a string
-- ARGV[1] = new integer of at most 20 characters
-- ARGV[2] = what it must be: `greater` or `smaller`
-- ARGV[3] = time to live in milliseconds, 0 for none, -1 to keep what the key has
-- Returns whether it was set, and the integer that the key held, or nil. What is not set writes nothing.

--- @include "lib/integers"

local held = redis.call('GET', KEYS[1])
if held then
  if #held > 20 or held ~= '0' and not held:match('^%-?[1-9]%d*$') then
    return redis.error_reply('ERR set_if_greater: the key does not hold an integer')
  end
  local greater, smaller = ARGV[1], held
  if ARGV[2] == 'smaller' then
    greater, smaller = held, ARGV[1]
  end
  if not is_greater(greater, smaller) then
    return {0, held}
  end
end

if ARGV[3] == '-1' then
  redis.call('SET', KEYS[1], ARGV[1], 'KEEPTTL')
elseif ARGV[3] == '0' then
  redis.call('SET', KEYS[1], ARGV[1])
else
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
end
return {1, held}
