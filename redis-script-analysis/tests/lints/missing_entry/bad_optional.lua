-- contract: keys=1 params=key,value
local ttl = tonumber(ARGV[2]) or 60
if #ARGV > 2 then
  redis.call('SET', KEYS[1], ARGV[3], 'EX', ttl)
else
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ttl)
end
if KEYS[2] then
  redis.call('DEL', KEYS[2])
end
return 1
