-- contract: keys=1 params=key,token servers=redis>=8.4
local token = redis.call('GET', KEYS[1])
if token and token == ARGV[1] then
  return redis.call('UNLINK', KEYS[1])
end
return 0
