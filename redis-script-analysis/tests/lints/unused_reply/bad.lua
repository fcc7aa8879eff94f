-- contract: keys=3 params=a,b,c,now:u64
local now = tonumber(ARGV[1])
redis.call('ZREVRANGEBYSCORE', KEYS[1], now - 1000, 0)
if redis.call('ZCARD', KEYS[1]) > 10 then
  redis.pcall('HGETALL', KEYS[2])
end
local function check(key) redis.call('EXISTS', key) end
check(KEYS[3])
redis.call('TTL', KEYS[1])
return 1
