-- contract: keys=1 params=key,limit:u64,small:u32,token:u64
local limit = tonumber(ARGV[1])
if redis.call('INCR', KEYS[1]) > limit or limit == 0 then return 0 end
redis.call('HSET', KEYS[1], 'limit', limit)
if redis.call('HGET', KEYS[1], 'token') == ARGV[3] then return 1 end
if tonumber(redis.call('HGET', KEYS[1], 'small')) == tonumber(ARGV[2]) then return 2 end
return limit * 1000
