-- contract: keys=3 params=a,b,c
while redis.call('LLEN', KEYS[1]) > 0 do redis.call('LPOP', KEYS[1]) end
repeat redis.call('ZPOPMIN', KEYS[2]) until redis.call('ZCARD', KEYS[2]) == 0
local left = redis.call('SCARD', KEYS[3])
while left >= 1 do
  redis.call('SPOP', KEYS[3])
  left = redis.call('SCARD', KEYS[3])
end
return 1
