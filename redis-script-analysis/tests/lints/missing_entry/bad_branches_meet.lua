-- contract: keys=1 params=key,operation
if ARGV[1] == 'up' then
  redis.call('INCR', KEYS[1])
elseif ARGV[1] == 'down' then
  redis.call('DECR', KEYS[1])
end
local step = ARGV[1] == 'up' and 1 or -1
return redis.call('EXPIRE', KEYS[1], ARGV[2] + step)
