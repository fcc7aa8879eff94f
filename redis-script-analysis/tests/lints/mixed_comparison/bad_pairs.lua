-- contract: keys=1 params=key
local hash, count = redis.call('HGETALL', KEYS[1]), 0
for field, value in pairs(hash) do
  if field == 'count' then count = value end
end
return count
