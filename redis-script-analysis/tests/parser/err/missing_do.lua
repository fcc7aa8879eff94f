for i = 1, 3
  redis.call('INCR', KEYS[1])
end
while true
  break
end
