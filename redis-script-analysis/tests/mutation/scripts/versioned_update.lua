-- contract: keys=1 params=document:str,version:u64,body:bytes reply=i64
-- Writes a document whose version the caller has read, and replies the new version; -1 if somebody was faster.
local current = redis.call('HGET', KEYS[1], 'version') or '0'
if current ~= ARGV[1] then
  return -1
end
redis.call('HSET', KEYS[1], 'body', ARGV[2])
return redis.call('HINCRBY', KEYS[1], 'version', 1)
