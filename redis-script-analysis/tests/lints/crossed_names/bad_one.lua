-- contract: keys=1 params=key,window:u64,limit:u64
local limit = tonumber(ARGV[1])
local count = redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return count <= limit
