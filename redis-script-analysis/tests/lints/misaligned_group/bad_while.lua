-- contract: keys=1 params=key,jobs:str+i64..
local i = 1
while i <= #ARGV do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1] .. ARGV[i + 2])
  i = i + 3
end
