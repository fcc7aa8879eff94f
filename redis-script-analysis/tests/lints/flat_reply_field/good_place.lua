-- contract: keys=2 params=key,set,name
local all = redis.call('HGETALL', KEYS[1])
if not all[1] then return false end
for i = 1, #all, 2 do
  if all[i] == ARGV[1] then return all[i + 1] end
end
local parts = redis.call('HMGET', KEYS[1], 'a', 'b')
return {parts[2], redis.call('SMEMBERS', KEYS[2])[1]}
