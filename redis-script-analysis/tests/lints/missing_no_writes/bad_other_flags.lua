#!lua flags=allow-stale,allow-oom
-- contract: keys=1 params=key
local ttl = redis.call('TTL', KEYS[1])
return ttl
