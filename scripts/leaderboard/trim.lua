-- Removes those that rank after the first so many.
--
-- KEYS[1] = key of the scores, as in submit.lua
-- KEYS[2] = key of the stamps
-- ARGV[1] = how many stay, 1 or more
-- ARGV[2] = how many are removed at most
-- Returns how many were removed, and how many members there are now.

local count = redis.call('ZCARD', KEYS[1])
local stamped = redis.call('HLEN', KEYS[2])
if count + 1 ~= stamped and count + stamped > 0 then
  return redis.error_reply('ERR trim: the keys of the board do not fit each other')
end
local over = math.min(count - ARGV[1], ARGV[2] + 0)
if over <= 0 then
  return {0, count}
end
local removed = redis.call('ZPOPMAX', KEYS[1], string.format('%d', over))
for i = 1, #removed, 2 do
  redis.call('HDEL', KEYS[2], removed[i]:sub(8))
end
return {over, count - over}
