-- contract: keys=1 params=key,count,values..
for i = 1, math.min(tonumber(ARGV[1]), 1000) do redis.call('RPUSH', KEYS[1], i) end
for i = 2, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
for i = 1, 10 do redis.call('RPUSH', KEYS[1], i) end
return 1
