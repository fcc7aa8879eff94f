-- contract: keys=1 params=key,mode,member
local count = 0
if ARGV[1] == 'set' then
  count = redis.call('SADD', KEYS[1], ARGV[2])
elseif ARGV[1] == 'hash' then
  count = redis.call('HSET', KEYS[1], ARGV[2], 1)
end
if ARGV[1] == 'sorted' then
  count = redis.call('ZADD', KEYS[1], 1, ARGV[2])
end
return count
