-- contract: keys=1 params=counter,seconds:u64
local n = tonumber(redis.call('GET', KEYS[1]) or '0') + 1
redis.call('SET', KEYS[1], n)
if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return n
