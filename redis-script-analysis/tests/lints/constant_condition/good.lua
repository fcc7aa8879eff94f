-- contract: keys=2 params=a,b
if #redis.call('SMEMBERS', KEYS[1]) > 0 then return 1 end
local set = redis.call('SET', KEYS[2], 1, 'NX')
if not set then return 0 end
local popped = redis.call('LPOP', KEYS[2], 2)
while true do
  if popped then break end
end
return 3
