-- contract: keys=2 params=a,b
local sum = 0
for i = 1, 3 do
  sum = sum + redis.call('INCR', KEYS[i])
end
return sum
