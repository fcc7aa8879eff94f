-- contract: keys=1 params=key,ttl:u64?
local ttl = tonumber(ARGV[1] or -1)
redis.call('PEXPIRE', KEYS[1], ttl)
return redis.call('EXPIRE', KEYS[1], ttl)
