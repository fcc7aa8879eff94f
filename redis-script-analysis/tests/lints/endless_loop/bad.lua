-- contract: keys=1 params=key,values..
local i = 1
while i <= 10 do
  redis.call('INCR', KEYS[1])
end
local done
repeat
  redis.call('DECR', KEYS[1])
until done
while i <= #ARGV do
  redis.call('RPUSH', KEYS[1], ARGV[i])
end
while true do
  redis.call('RPUSH', KEYS[1], unpack(ARGV))
end
