-- contract: keys=1 params=key,seconds:u64,ttl:u64?
local ttl = tonumber(ARGV[2] or -1)
if ttl >= 0 and ttl ~= 0 then redis.call('EXPIRE', KEYS[1], ttl) end
redis.call('EXPIRE', KEYS[1], tonumber(ARGV[1] or -1))
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
redis.call('PEXPIREAT', KEYS[1], tonumber(last[2]) or 0)
return redis.call('EXPIRE', KEYS[1], tonumber(ARGV[2] or 60))
