-- contract: keys=2 params=source,target,min,max
local source, target = KEYS[1], KEYS[2]
local min, max = ARGV[1], ARGV[2]
local function move(source, target) return redis.call('RPOPLPUSH', source, target) end
move(target, source)
redis.call('HSET', source, 'previous', min, 'min', max)
return redis.call('ZREVRANGEBYSCORE', target, max, min, 'LIMIT', 0, 10)
