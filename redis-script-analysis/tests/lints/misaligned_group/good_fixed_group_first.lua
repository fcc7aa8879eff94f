-- contract: keys=1 params=key,first:str,score:i64,jobs:str+i64..
for i = 1, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
end
