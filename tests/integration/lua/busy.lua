-- Writes, then keeps the server busy for ARGV[1] ms.
local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + time[2] / 1000
end

local count = redis.call('INCR', KEYS[1])
local ends = now_ms() + tonumber(ARGV[1])
while now_ms() < ends do end
return count
