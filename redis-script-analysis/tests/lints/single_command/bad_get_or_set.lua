-- contract: keys=1 params=key,value,seconds
local value = redis.call('GET', KEYS[1]) or false
if value == false then
  value = ARGV[1]
  redis.call('SET', KEYS[1], value, 'EX', ARGV[2])
end
return value
