-- contract: keys=1 params=counter:str,limit:u64,window_secs:u64 reply=i64
-- Counts calls in windows of a fixed length, and says how many are left in this one; -1 if none was.
local limit = tonumber(ARGV[1])
if not limit then
  return redis.error_reply('ERR the limit is not a number')
end
local calls = redis.call('INCR', KEYS[1])
if calls == 1 then
  redis.call('EXPIRE', KEYS[1], ARGV[2])
end
if calls > limit then
  return -1
end
return limit - calls
