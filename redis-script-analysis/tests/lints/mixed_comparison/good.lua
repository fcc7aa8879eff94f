-- contract: keys=1 params=key,limit
local limit = tonumber(ARGV[1])
local used = redis.call('GET', KEYS[1])
if used == '0' then return 0 end
if tonumber(used) == 0 then return 0 end
if ARGV[1] == '5' then return 1 end
if limit and redis.call('INCR', KEYS[1]) > limit then return 2 end
local function size(value)
  if type(value) == 'number' and value > 3 then return value end
  return #tostring(value)
end
return size(used) + size(limit)
