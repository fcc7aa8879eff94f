-- contract: keys=2 params=key,queue,start:u64,limit:u64
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
local n = redis.call('ZCARD', KEYS[1])
if n >= tonumber(ARGV[2]) then return 0 end
-- What is removed is reckoned with.
local removed = redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
if n - removed > 10 or n == removed then return 1 end
if n > 100 then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
end
if n > 50 then return 2 end
-- Trimmed to a length.
local length = redis.call('LLEN', KEYS[2])
redis.call('LTRIM', KEYS[2], 0, 99)
return length > 100 and 3 or 4
