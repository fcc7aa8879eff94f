-- contract: keys=1 params=key,count:u64
local call = {'RPUSH', KEYS[1]}
for i = 1, tonumber(ARGV[1]) do table.insert(call, i) end
return redis.call(unpack(call))
