-- contract: keys=3 params=a,b,c,token,ttl:u64,other
-- Another value, or one that is compared on one path only.
local value = redis.call('GET', KEYS[1])
if value ~= ARGV[1] then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
if redis.call('GET', KEYS[1]) == ARGV[1] or ARGV[3] == 'force' then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
local default = redis.call('GET', KEYS[1]) or 'none'
redis.call('SET', KEYS[1], default, 'PX', ARGV[2])
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[2]) end
-- Another key.
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2]) end
-- Something was written since.
local held = redis.call('GET', KEYS[3])
if held then
  redis.call('APPEND', KEYS[3], ARGV[3])
  redis.call('SET', KEYS[3], held, 'PX', ARGV[2])
end
-- No new time to live, another condition, and digits that may be written in another way.
if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('SET', KEYS[2], ARGV[1], 'KEEPTTL') end
if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) end
local number = tonumber(redis.call('GET', KEYS[2]) or 0)
redis.call('SET', KEYS[2], number, 'PX', ARGV[2])
return redis.pcall('GET', KEYS[2])
