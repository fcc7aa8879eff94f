-- contract: keys=1 params=key,start:u64,limit:u64,now:u64
local function count() return redis.call('ZCARD', KEYS[1]) end
local n = count()
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
if n >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[3] .. ':' .. n)
if n == 0 then redis.call('EXPIRE', KEYS[1], 60) end
return 1
