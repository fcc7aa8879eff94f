-- contract: keys=1 params=key,value
local function set(ARGV, KEYS)
  return redis.call('SET', KEYS[1], ARGV[1])
end
return set(KEYS, ARGV)
