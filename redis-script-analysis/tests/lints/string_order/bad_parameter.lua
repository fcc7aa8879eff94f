-- contract: keys=1 params=key,limit:u64
local count = redis.call('GET', KEYS[1])
if count and count > ARGV[1] then
  return 1
end
return 0
