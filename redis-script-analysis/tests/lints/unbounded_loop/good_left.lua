-- contract: keys=1 params=a,limit:u64
local taken = 0
while redis.call('LLEN', KEYS[1]) > 0 and taken < 100 do
  redis.call('LPOP', KEYS[1])
  taken = taken + 1
end
while redis.call('LLEN', KEYS[1]) > tonumber(ARGV[1]) do redis.call('LPOP', KEYS[1]) end
return taken
