-- contract: keys=1 params=key,token:u64,id:u128
if tonumber(redis.call('HGET', KEYS[1], 'token')) == tonumber(ARGV[1]) then return 1 end
local id = tonumber(ARGV[2])
redis.call('HSET', KEYS[1], 'id', id)
return 2
