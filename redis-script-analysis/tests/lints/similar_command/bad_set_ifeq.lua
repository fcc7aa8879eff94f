-- contract: keys=1 params=key,old,new servers=redis>=8.4
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2])
  return 1
end
return 0
