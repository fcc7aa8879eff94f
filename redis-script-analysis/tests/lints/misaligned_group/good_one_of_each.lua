-- contract: keys=1 params=key,jobs:str+i64+str..
local sum = 0
for i = 2, #ARGV, 3 do
  sum = sum + ARGV[i]
end
for i = 1, #ARGV, 3 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2])
end
return tostring(sum)
