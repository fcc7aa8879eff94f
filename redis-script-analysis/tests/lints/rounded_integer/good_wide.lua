-- contract: keys=2 params=key,hash,id:u128,limit:u128,count:u64
redis.call('SET', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], 1, 'length', #ARGV[1])
local count = tonumber(ARGV[3]) + 1
redis.call('HSET', KEYS[2], 'count', count)
if tonumber(ARGV[2]) > count + 1 then return 0 end
return ARGV[1] == 'x' and 1 or count
