-- contract: keys=3 params=queue,users,other,limit:u64,user
local limit = tonumber(ARGV[1])
local jobs = redis.call('LLEN', KEYS[1])
-- Whether something falls out.
redis.call('LTRIM', KEYS[1], 0, limit - 1)
if jobs > limit then return 0 end
-- Whether it was the last one.
local users = redis.call('SCARD', KEYS[2])
redis.call('SREM', KEYS[2], ARGV[2])
if users <= 1 then redis.call('DEL', KEYS[3]) end
-- Whether there was anything.
local before = redis.call('LLEN', KEYS[1])
redis.call('DEL', KEYS[1])
if before < limit then return 1 end
local now = redis.call('SCARD', KEYS[2])
redis.call('EXPIRE', KEYS[2], 60)
if now >= limit then return 2 end
if redis.call('LREM', KEYS[1], 0, ARGV[2]) == 0 and jobs < limit then return 3 end
return 4
