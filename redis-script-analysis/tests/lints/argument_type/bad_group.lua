-- contract: keys=1 params=key,ttl:u64,jobs:str+str..
for i = 2, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], ARGV[i + 1] + 1, ARGV[i])
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
