-- contract: keys=4 params=a,b,c,d,limit:u64
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', 5, 'LIMIT', 0, ARGV[1])
local first = redis.call('LRANGE', KEYS[2], 0, tonumber(ARGV[1]) - 1)
local last = redis.call('XREVRANGE', KEYS[3], '+', '-', 'COUNT', ARGV[1])
local some = redis.call('ZRANGE', KEYS[1], 0, 10, 'REV')
local popped = redis.call('SPOP', KEYS[4], ARGV[1])
local fields = redis.call('HMGET', KEYS[4], unpack(ARGV))
return {#due, #first, #last, #some, #popped, #fields}
