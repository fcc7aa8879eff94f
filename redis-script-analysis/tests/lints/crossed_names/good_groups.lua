-- contract: keys=1 params=key,ttl:u64,jobs:str+u64..
for i = 2, #ARGV, 2 do
  local id, ttl = ARGV[i], ARGV[i + 1]
  redis.call('HSET', KEYS[1], id, ttl)
end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
