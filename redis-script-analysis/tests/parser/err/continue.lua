for i = 1, 3 do
  if i == 2 then continue end
  redis.call('INCR', KEYS[1])
end
