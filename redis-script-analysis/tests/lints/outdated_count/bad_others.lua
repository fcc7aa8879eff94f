-- contract: keys=4 params=queue,users,fields,stream,limit:u64,user,start
local limit = tonumber(ARGV[1])
local jobs = redis.call('LLEN', KEYS[1])
redis.call('LTRIM', KEYS[1], 0, 99)
if jobs >= limit then return 0 end
local users = redis.call('SCARD', KEYS[2])
redis.call('SREM', KEYS[2], ARGV[2])
if users < limit then redis.call('SADD', KEYS[2], 'x') end
local fields = redis.call('HLEN', KEYS[3])
redis.call('HDEL', KEYS[3], ARGV[2])
if limit <= fields then return 1 end
local entries = redis.call('XLEN', KEYS[4])
redis.call('XTRIM', KEYS[4], 'MINID', ARGV[3])
if entries > limit then return 2 end
return 3
