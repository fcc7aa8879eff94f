for i = 1, 2 do
  redis.call('INCR', KEYS[1])
until i == 2
return 1
