-- contract: keys=1.. params=key,keys..,first,more..
if #ARGV ~= 1 then redis.call('SADD', KEYS[1], unpack(ARGV, 2)) end
if next(ARGV, 1) then redis.call('SADD', KEYS[1], unpack(ARGV, 2)) end
if #ARGV > 1 then redis.call('HSET', KEYS[1], unpack(ARGV, 2)) end
local function remove(...) return redis.call('DEL', ...) end
if next(KEYS, 1) ~= nil then remove(unpack(KEYS, 2)) end
if #KEYS == 1 then return 0 end
return redis.call('UNLINK', unpack(KEYS, 2))
