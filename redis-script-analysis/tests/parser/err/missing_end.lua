local x = redis.call('GET', KEYS[1])
if x then
  if x == '1' then
    return 1
end
return 0
