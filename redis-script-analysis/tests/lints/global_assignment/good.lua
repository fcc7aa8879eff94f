-- contract: keys=1 params=key
local count, double
count = redis.call('INCR', KEYS[1])
function double(x)
  return x * 2
end
local KEYS = {double(count)}
KEYS[2] = 1
return KEYS
