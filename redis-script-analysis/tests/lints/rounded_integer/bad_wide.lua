-- contract: keys=2 params=key,hash,id:u128,step:i128
local next_id = tonumber(ARGV[1]) + 1
redis.call('SET', KEYS[1], next_id)
redis.call('HSET', KEYS[2], 'last', ARGV[2] * 2)
return next_id
