-- contract: keys=1 params=key,values..
local i = 1
while i <= #ARGV do
  redis.call('RPUSH', KEYS[1], ARGV[i])
  i = i + 1
end
while i > #ARGV do
  redis.call('RPUSH', KEYS[1], table.remove(ARGV))
end
local done = false
local function finish() done = true end
repeat
  if redis.call('LLEN', KEYS[1]) < 10 then finish() end
until done
local limit = 10
while limit do
  if redis.call('INCR', KEYS[1]) > 100 then break end
end
while true do
  if redis.call('INCR', KEYS[1]) > 1000 then error('too many') end
  if redis.call('LLEN', KEYS[1]) == 0 then return i end
end
