-- contract: keys=1 params=key
local members = redis.call('ZRANGE', KEYS[1], 0, -1)
for i = 0, #members do
  redis.log(redis.LOG_NOTICE, tostring(members[i]))
end
for i = 0, 2 do
  redis.log(redis.LOG_NOTICE, tostring(members[i]))
end
local names = {'a', 'b'}
for i = 1, 0, -1 do
  redis.log(redis.LOG_NOTICE, tostring(names[i]))
end
return 1
