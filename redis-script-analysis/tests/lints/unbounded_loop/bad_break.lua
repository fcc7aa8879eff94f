-- contract: keys=0 params=pattern
local cursor = '0'
while true do
  local reply = redis.call('SCAN', cursor, 'MATCH', ARGV[1])
  cursor = reply[1]
  if cursor == '0' then break end
end
return 1
