-- contract: keys=1 params=key,jobs:str+i64+bytes..
if #ARGV == 0 then return end
local at = 1
repeat
  redis.call('ZADD', KEYS[1], ARGV[at + 1], ARGV[at])
  at = at + 2
until at > #ARGV
