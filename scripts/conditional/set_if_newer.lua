-- Sets a value and its version if the version is greater than the one that the key holds. A key that does not exist is set.
--
-- KEYS[1] = key of the value, a hash with the fields `version` and `value`; other fields stay as they are
-- ARGV[1] = version, an integer of at most 20 characters
-- ARGV[2] = value
-- ARGV[3] = time to live in milliseconds, 0 for none, -1 to keep what the key has
-- Returns whether it was set, and the version that the key held, or nil. What is not set writes nothing.

--- @include "lib/integers"

local held = redis.call('HGET', KEYS[1], 'version')
if held then
  if #held > 20 or held ~= '0' and not held:match('^%-?[1-9]%d*$') then
    return redis.error_reply('ERR set_if_newer: the version is not an integer')
  end
  if not is_greater(ARGV[1], held) then
    return {0, held}
  end
elseif redis.call('EXISTS', KEYS[1]) == 1 then
  return redis.error_reply('ERR set_if_newer: the hash has no version')
end

redis.call('HSET', KEYS[1], 'version', ARGV[1], 'value', ARGV[2])
if ARGV[3] == '0' then
  redis.call('PERSIST', KEYS[1])
elseif ARGV[3] ~= '-1' then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return {1, held}
