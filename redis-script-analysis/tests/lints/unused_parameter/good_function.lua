-- contract: keys=2 params=a,b,value
local function set(which)
  return redis.call('SET', KEYS[which], ARGV[1])
end
set(1)
return set(2)
