-- contract: keys=1 params=key
local keys = KEYS
local function size(key)
  return redis.call('STRLEN', key)
end
local a, b = unpack(keys)
return size(a) + size(b)
