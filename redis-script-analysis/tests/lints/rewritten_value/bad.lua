-- contract: keys=3 params=a,b,c,token,ttl:u64
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
local value = redis.call('GET', KEYS[2])
if not value then return 0 end
redis.call('INCR', 'another')
redis.call('set', KEYS[2], value, 'exat', 2000000000)
local held = redis.call('GET', KEYS[3])
if held and held ~= ARGV[1] then return 0 end
if held then
  redis.call('SETEX', KEYS[3], ARGV[2], held)
end
return 1
