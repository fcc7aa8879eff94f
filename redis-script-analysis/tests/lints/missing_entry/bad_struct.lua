-- contract: keys=1 params=key:String,limit
local count = redis.call('INCR', KEYS[1])
if count == 1 then
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return count <= tonumber(ARGV[1])
