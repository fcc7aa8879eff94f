-- Takes some of a stock.
--- @include "amount"

-- Nothing calls it.
local function put(key, many)
  return call('INCRBY', key, amount(many))
end

local function take(key, many)
  local left = call('DECRBY', key, amount(many))
  if left < 0 then
    error('too few')
  end
  return left
end
