-- contract: keys=2 params=key,limits,limit:u64,step:u64,price:f64
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('SET', KEYS[1], tonumber(ARGV[1]) / tonumber(ARGV[2]))
end
redis.call('HSET', KEYS[2], 'left', 3, 'price', ARGV[3])
redis.call('HINCRBY', KEYS[2], 'left', -1)
redis.call('HINCRBY', KEYS[2], 'price', -1)
return redis.call('DECR', KEYS[1])
