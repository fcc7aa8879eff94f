-- contract: keys=2
local function last(key, left)
  if left == 0 then return redis.call('GET', key) end
  return last(redis.call('HGET', KEYS[2], 'next') or 'end', left - 1)
end
return last(KEYS[1], redis.call('HLEN', KEYS[2]))
