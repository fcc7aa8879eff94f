-- contract: keys=1 params=lock,x,y
-- KEYS[1] = lock
-- ARGV[1] = lease in milliseconds
-- ARGV[2] = ttl (secs)
local lease = tonumber(ARGV[1])
redis.call('SETEX', KEYS[1], lease, 'x')
redis.call('PSETEX', KEYS[1], ARGV[2], 'x')
return redis.call('EXPIRE', KEYS[1], lease + 5)
