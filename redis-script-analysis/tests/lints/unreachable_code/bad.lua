-- contract: keys=2 params=from,to,mode
local function fail(text) error('ERR ' .. text) end
if ARGV[1] == 'peek' then
  return redis.call('LINDEX', KEYS[1], 0)
elseif ARGV[1] == 'check' then
  fail('not supported')
  redis.call('DEL', KEYS[1])
elseif ARGV[1] == 'stop' then
  error('stopped')
  return 0
end
if false then
  redis.call('FLUSHALL')
end
if true then
  redis.call('INCR', KEYS[2])
else
  redis.call('DECR', KEYS[2])
end
for i = 1, 3 do
  if redis.call('LLEN', KEYS[1]) > i then return i else return 0 end
  redis.call('DEL', KEYS[2])
end
while true do
  local job = redis.call('LPOP', KEYS[1])
  if not job then return 0 end
  redis.call('RPUSH', KEYS[2], job)
end
redis.call('EXPIRE', KEYS[2], 60)
return 1
