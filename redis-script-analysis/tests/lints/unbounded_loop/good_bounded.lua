-- contract: keys=2 params=a,b,limit:u64
local left = tonumber(ARGV[1])
while left > 0 do
  local job = redis.call('LPOP', KEYS[1])
  if not job then break end
  redis.call('RPUSH', KEYS[2], job)
  left = left - 1
end
for _ = 1, math.min(redis.call('LLEN', KEYS[1]), tonumber(ARGV[1])) do
  redis.call('LPOP', KEYS[1])
end
for _ = 1, redis.call('LLEN', KEYS[1]) - 100 do
  if redis.call('LPOP', KEYS[1]) == 'stop' then break end
end
-- It goes through the elements, and takes none.
for i = 1, redis.call('LLEN', KEYS[1]) do
  redis.call('SADD', KEYS[2], redis.call('LINDEX', KEYS[1], i - 1) or '')
end
while true do
  local job = redis.call('LPOP', KEYS[1])
  if not job or redis.call('SADD', KEYS[2], job) == 0 then return left end
  left = left - 1
  if left < -100 then break end
end
return 1
