-- Fails where its key holds no number.
--
-- KEYS[1] = key of a counter

local function bump(key)
  return redis.call('INCR', key)
end

redis.call('SET', KEYS[1] .. ':seen', 1)
return bump(KEYS[1])
