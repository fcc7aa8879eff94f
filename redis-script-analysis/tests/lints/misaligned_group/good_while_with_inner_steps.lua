-- contract: keys=1 params=key,jobs:str+i64+str..
local i = 1
while i <= #ARGV do
  local id = ARGV[i]
  i = i + 1
  local score = ARGV[i]
  i = i + 1
  redis.call('HSET', KEYS[1], id, score .. ARGV[i])
  i = i + 1
end
