-- contract: keys=1 params=key,jobs:str+i64..
for i = 1, #ARGV, 4 do
  redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i], ARGV[i + 3], ARGV[i + 2])
end
