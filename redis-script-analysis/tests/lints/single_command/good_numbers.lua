-- contract: keys=1 params=key,value servers=redis>=8.4
-- 1 and 1.0 are one number.
if tonumber(redis.call('GET', KEYS[1])) == tonumber(ARGV[1]) then
  return redis.call('DEL', KEYS[1])
end
return 0
