-- KEYS[1] = the stock

--- @include "lib/stock"
return take(KEYS[1], 1)
