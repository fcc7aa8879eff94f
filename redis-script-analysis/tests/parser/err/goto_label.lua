for i = 1, 3 do
  if i == 2 then goto continue end
  redis.call('INCR', KEYS[1])
  ::continue::
end
