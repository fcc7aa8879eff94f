-- contract: keys=1 params=key,limit:u64,name:String
local count = tonumber(redis.call('GET', KEYS[1]) or 0)
if count > tonumber(ARGV[1]) then
  return redis.call('GET', KEYS[1]) > ARGV[2]
end
return ARGV[2] < 'm'
