-- contract: keys=1 params=key
count = redis.call('INCR', KEYS[1])
if count == 1 then
  count = 0
end
function double(x)
  return x * 2
end
return double(count)
