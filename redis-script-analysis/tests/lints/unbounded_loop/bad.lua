-- contract: keys=1 params=key,pattern
local cursor = '0'
repeat
  local reply = redis.call('SCAN', cursor, 'MATCH', ARGV[1])
  cursor = reply[1]
until cursor == '0'
while redis.call('LPOP', KEYS[1]) do end
local job = redis.call('RPOP', KEYS[1])
while job do
  job = redis.call('RPOP', KEYS[1])
end
return 1
