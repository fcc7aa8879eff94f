-- contract: keys=1 params=key,jobs:str+i64..
for i = 1, #ARGV, 2 do
  if ARGV[i] ~= ARGV[i + 2] then redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i]) end
end
