-- contract: keys=1 params=key
local current = redis.call('GET', KEYS[1])
if not current then
  erorr('no such key')
end
return curent
