-- contract: keys=1 params=key,jobs:str+i64+str..
for i = 1, #ARGV, 3 do
  redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
end
