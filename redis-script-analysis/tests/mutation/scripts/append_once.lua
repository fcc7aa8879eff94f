-- contract: keys=2 params=stream:str,seen:str,id:str,ttl_secs:u64,body:bytes reply=Option<String>
-- Appends a message that was not seen before, and gives its id in the stream.
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 then
  return false
end
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', 10000, '*', 'id', ARGV[1], 'body', ARGV[3])
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[2])
return id
