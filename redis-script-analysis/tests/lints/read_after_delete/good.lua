-- contract: keys=4 params=a,b,c,d,field
if ARGV[1] == 'x' then redis.call('DEL', KEYS[1]) end
local value = redis.call('GET', KEYS[1])
redis.call('HDEL', KEYS[2], ARGV[1])
local other = redis.call('HGET', KEYS[2], 'other')
redis.call('HSET', KEYS[2], ARGV[1], 1)
local field = redis.call('HGET', KEYS[2], ARGV[1])
local keys = redis.call('SMEMBERS', KEYS[4])
redis.call('DEL', KEYS[3])
for _, key in ipairs(keys) do redis.call('SADD', KEYS[3], key) end
redis.call('DEL', KEYS[4])
redis.call('DEL', KEYS[4])
redis.call('DEL', KEYS[1])
redis.call('RENAME', KEYS[3], KEYS[1])
return {value, other, field, redis.call('SCARD', KEYS[3]), redis.call('SCARD', KEYS[1])}
