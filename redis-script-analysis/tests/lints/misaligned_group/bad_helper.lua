-- contract: keys=1 params=key,jobs:str+i64+str..
local function add(at)
  redis.call('ZADD', KEYS[1], ARGV[at + 1], ARGV[at])
end
for i = 1, #ARGV, 2 do
  add(i)
end
