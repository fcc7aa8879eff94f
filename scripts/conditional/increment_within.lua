-- Adds to an integer if the sum stays within bounds. A key that does not exist holds 0.
--
-- KEYS[1] = key of the integer, a string as of INCRBY
-- ARGV[1] = what is added; 0 only looks
-- ARGV[2] = the least integer whose sum is within the bounds: minimum - ARGV[1]
-- ARGV[3] = the greatest one: maximum - ARGV[1]
-- ARGV[4] = time to live in milliseconds, 0 for none, -1 to keep what the key has
-- Returns 0 and the sum, or what the key holds and -1 if the sum would be below the minimum, 1 if above the maximum. What is
-- refused writes nothing. Only the server adds, so that no digit is lost.

local MAX_EXACT = 9007199254740991 -- 2^53 - 1: up to it, Lua's doubles count one by one
local MIN, MAX = '-9223372036854775808', '9223372036854775807'

--- @include "lib/integers"

local held = redis.call('GET', KEYS[1]) or '0'
local is_integer = held == '0' or held:match('^%-?[1-9]%d*$')
if not is_integer or #held > 18 and (is_greater(MIN, held) or is_greater(held, MAX)) then
  return redis.error_reply('ERR increment_within: the key does not hold an integer of 64 bits')
end
if is_greater(ARGV[2], held) then
  return {-1, held}
end
if is_greater(held, ARGV[3]) then
  return {1, held}
end
if ARGV[1] == '0' then
  return {0, held}
end

local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
if ARGV[4] == '0' then
  redis.call('PERSIST', KEYS[1])
elseif ARGV[4] ~= '-1' then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
if sum > MAX_EXACT or sum < -MAX_EXACT then
  return {0, redis.call('GET', KEYS[1])}
end
return {0, sum}
