-- contract: keys=1 params=id,other cluster=true
local id = redis.call('INCR', KEYS[1] .. ':seq')
redis.call('SET', 'last', id)
redis.call('GET', 'last')
redis.call('HSET', ARGV[1], 'id', id)
redis.call('HSET', ARGV[2], 'id', id)
redis.call('SADD', KEYS[1], id)
redis.call('SADD', 'ids', id)
for _, name in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  redis.call('PERSIST', 'entry:' .. name)
end
return redis.call('DEL', KEYS[1] .. ':' .. ARGV[1])
