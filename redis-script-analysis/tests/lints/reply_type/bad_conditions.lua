-- contract: keys=1 params=key reply=String
if redis.call('INCR', KEYS[1]) == 1 then
  return true
end
return false
