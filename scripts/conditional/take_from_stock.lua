-- Takes a quantity of each of several items out of their stock, or nothing if one of them is short.
--
-- KEYS[1..] = keys of the items, each another: how many there are, a string as of INCRBY; a key that does not exist holds 0
-- ARGV[1..] = for each key the quantity that is taken; 0 only looks
-- Returns for each key how many are left, and how many are missing: 0 if there are enough. All were taken if none are
-- missing; otherwise nothing was written.

local MAX_EXACT = 9007199254740991 -- 2^53 - 1: up to it, Lua's doubles count one by one

local replies, seen = {}, {}
local is_short = false
for i = 1, #KEYS do
  local key = KEYS[i]
  if seen[key] then
    return redis.error_reply('ERR take_from_stock: two items have the same key')
  end
  seen[key] = true
  local held = redis.call('GET', key) or '0'
  if held ~= '0' and not held:match('^[1-9]%d*$') or held + 0 > MAX_EXACT then
    return redis.error_reply('ERR take_from_stock: a key does not hold a stock')
  end
  local left = held - ARGV[i]
  if left < 0 then
    is_short = true
    replies[i] = {held + 0, -left}
  else
    replies[i] = {held + 0, 0}
  end
end
if is_short then
  return replies
end

for i = 1, #KEYS do
  if ARGV[i] ~= '0' then
    replies[i] = {redis.call('DECRBY', KEYS[i], ARGV[i]), 0}
  end
end
return replies
