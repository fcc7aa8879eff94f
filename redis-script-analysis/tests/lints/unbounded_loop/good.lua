-- contract: keys=1 params=key,pattern
local cursor, found = '0', {}
repeat
  local reply = redis.call('SCAN', cursor, 'MATCH', ARGV[1])
  cursor = reply[1]
  for _, key in ipairs(reply[2]) do found[#found + 1] = key end
until cursor == '0' or #found >= 100
for _ = 1, 10 do
  cursor = redis.call('SCAN', cursor)[1]
end
while redis.call('LLEN', KEYS[1]) > 100 do redis.call('LPOP', KEYS[1]) end
return found
