-- contract: keys=1 params=
local function helper(n)
  if n > 0 then return helper(n - 1) end
  return 0
end
local expire = function(key) return redis.call('EXPIRE', key, 5) end
return redis.call('INCR', KEYS[1])
