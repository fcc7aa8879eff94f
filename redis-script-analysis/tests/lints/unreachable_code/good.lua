-- contract: keys=1 params=key,mode
local DEBUG = false
if DEBUG then redis.log(redis.LOG_NOTICE, 'starting') end
local function check(value)
  if not value then error('no value') end
  return value
end
if ARGV[1] == 'a' then
  return check(redis.call('GET', KEYS[1]))
elseif ARGV[1] == 'b' then
  redis.call('DEL', KEYS[1])
end
while true do
  if not redis.call('LPOP', KEYS[1]) then break end
end
local ok = pcall(function() error('caught') end)
repeat
  local left = redis.call('LLEN', KEYS[1])
until left == 0
local function first(list)
  for _, value in ipairs(list) do
    if value then return value else return 0 end
  end
  return ok
end
return first(redis.call('LRANGE', KEYS[1], 0, 9))
