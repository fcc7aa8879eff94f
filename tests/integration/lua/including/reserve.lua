-- KEYS[1] = the stock
-- ARGV[1] = how many
local call = redis.call
--- @include "lib/stock"

if ARGV[1] == 'twice' then
  local _, message = pcall(take, KEYS[1], 'many')
  error('failed: ' .. message, 0)
end
return take(KEYS[1], ARGV[1])
