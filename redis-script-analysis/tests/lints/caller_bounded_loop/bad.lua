-- contract: keys=1 params=key,count,first
for i = 1, tonumber(ARGV[1]) do redis.call('RPUSH', KEYS[1], i) end
local count = tonumber(ARGV[2]) or 10
for i = count, 1, -1 do redis.call('RPUSH', KEYS[1], i) end
for i = 1, count do redis.call('RPUSH', KEYS[1], i) end
return 1
