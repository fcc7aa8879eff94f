-- contract: keys=3 params=a,b,c,options
local function touch(key, seconds) return redis.call('EXPIRE', key, seconds) end
local options = cjson.decode(ARGV[1])
redis.call('EXPIRE', KEYS[1], options.ttl_ms)
local left = redis.call('PTTL', KEYS[1])
touch(KEYS[1], left)
local expires_at = options.expires_at
redis.call('EXPIRE', KEYS[1], expires_at)
local lease_ms = options.lease
redis.call('HEXPIRE', KEYS[2], lease_ms, 'FIELDS', 1, 'x')
return redis.call('BLPOP', KEYS[3], lease_ms)
