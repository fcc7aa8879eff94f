-- Pushes values to one end of a list, and drops from the other end what is more than its cap.
--
-- KEYS[1] = key of the list
-- ARGV[1] = the end where values are pushed: `left` or `right`
-- ARGV[2] = cap: how many the list holds at most
-- ARGV[3] = time to live in milliseconds, 0 for none, -1 to keep what the key has
-- ARGV[4..] = values, pushed one after another; without any, the list is only cut
-- Returns how many the list holds, and what was dropped: what was pushed first comes first.

local at_left = ARGV[1] == 'left'
local length = redis.call('LLEN', KEYS[1])
-- Pushes come first, since a server without memory refuses the first write, and no later one.
for i = 4, #ARGV do
  if at_left then
    length = redis.call('LPUSH', KEYS[1], ARGV[i])
  else
    length = redis.call('RPUSH', KEYS[1], ARGV[i])
  end
end

local dropped = {}
local over = length - ARGV[2]
if over > 0 then
  local count = string.format('%d', over)
  if at_left then
    dropped = redis.call('RPOP', KEYS[1], count)
  else
    dropped = redis.call('LPOP', KEYS[1], count)
  end
  length = ARGV[2] + 0
end
if ARGV[3] == '0' then
  redis.call('PERSIST', KEYS[1])
elseif ARGV[3] ~= '-1' then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return {length, dropped}
