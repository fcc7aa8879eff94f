-- contract: keys=1 params=key,limit,window_secs
-- KEYS[1] = the counter, ARGV[1] = the limit; ARGV[2]: seconds, as in EXPIRE
local count = redis.call('INCR', KEYS[1])
if count == 1 then
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return count <= tonumber(ARGV[1])
