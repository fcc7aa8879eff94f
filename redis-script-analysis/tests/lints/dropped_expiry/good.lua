-- contract: keys=2 params=a,b,value,mode
redis.call('SET', KEYS[1], ARGV[1], 'EX', 10)
local left = redis.call('TTL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'KEEPTTL')
left = left + redis.call('TTL', KEYS[1])
redis.call('SET', KEYS[2], ARGV[1])
redis.call('SET', KEYS[2], ARGV[1], ARGV[2], 10)
left = left + redis.call('TTL', KEYS[2])
redis.call('SET', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], 10)
left = left + redis.call('TTL', KEYS[1])
if ARGV[1] == 'x' then redis.call('SET', KEYS[2], ARGV[1]) end
return left + redis.call('TTL', KEYS[2])
