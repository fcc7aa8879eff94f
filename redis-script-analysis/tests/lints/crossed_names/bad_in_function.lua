-- contract: keys=1 params=counter,window:u64,limit:u64
local function allow(limit, window)
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('EXPIRE', KEYS[1], window) end
  return count <= limit
end
return allow(math.floor(tonumber(ARGV[1])), math.floor(tonumber(ARGV[2])))
