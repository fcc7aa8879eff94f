-- contract: keys=1 params=key,seconds:u64,ttl:u64?
local ttl = tonumber(ARGV[2] or -1)
if ttl >= 0 and ttl ~= 0 then redis.call('EXPIRE', KEYS[1], ttl) end
redis.call('EXPIRE', KEYS[1], tonumber(ARGV[1] or -1))
return redis.call('EXPIRE', KEYS[1], tonumber(ARGV[2] or 60))
