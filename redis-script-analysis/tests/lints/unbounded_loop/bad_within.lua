-- contract: keys=3
while true do
  local job = redis.call('RPOPLPUSH', KEYS[1], KEYS[2])
  if not job then break end
  redis.call('HINCRBY', KEYS[3], job, 1)
end
for _ = 1, redis.call('LLEN', KEYS[1]) do
  redis.call('LPOP', KEYS[1])
end
local members = redis.call('ZCARD', KEYS[2])
for i = 1, members do
  local popped = redis.call('ZPOPMIN', KEYS[2])
  redis.call('HDEL', KEYS[3], popped[1])
end
return 1
