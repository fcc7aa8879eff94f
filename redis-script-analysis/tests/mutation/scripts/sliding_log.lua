-- contract: keys=1 params=log:str,now_ms:u64,window_ms:u64,limit:u64,id:str reply=(u8,u64)
-- Lets a call pass while fewer than `limit` stand in the log; replies whether it did, and how many are left.
local now = tonumber(ARGV[1])
local window = tonumber(ARGV[2])
local limit = tonumber(ARGV[3])
if not now or not window or not limit then
  return redis.error_reply('ERR now, the window and the limit are numbers')
end
local oldest = string.format('%.0f', now - window)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', oldest)
local calls = redis.call('ZCARD', KEYS[1])
if calls >= limit then
  return {0, 0}
end
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {1, limit - calls - 1}
