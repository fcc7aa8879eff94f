-- contract: keys=4 params=a,b,c,d,field
local function drop(key, field) return redis.call('HDEL', key, field) end
if ARGV[1] == 'x' then redis.call('DEL', KEYS[1]) else redis.call('UNLINK', KEYS[1]) end
local value = redis.call('GET', KEYS[1])
drop(KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[2], 'other')
local field = redis.call('HGET', KEYS[2], ARGV[1])
for _, key in ipairs({'a', 'b'}) do
  redis.call('ZREM', KEYS[3], key)
  if not redis.call('ZSCORE', KEYS[3], key) then redis.call('ZADD', KEYS[3], 1, key) end
end
redis.call('RPUSH', KEYS[4], 'x')
redis.call('DEL', KEYS[4])
return {value, field, redis.call('LPOP', KEYS[4])}
