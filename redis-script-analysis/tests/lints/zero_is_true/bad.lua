-- contract: keys=2 params=a,b
if redis.call('EXISTS', KEYS[1]) then return 1 end
local added = redis.call('SADD', KEYS[2], 'x')
if not added then return 2 end
while redis.call('LLEN', KEYS[1]) and added > 0 do
  redis.call('LPOP', KEYS[1])
end
local expires = tonumber(redis.call('PTTL', KEYS[2]))
return expires and 3 or 4
