-- contract: keys=4 params=account,other,hash,count,amount:u64,step:f64,size
local balance = tonumber(redis.call('GET', KEYS[1]) or '0')
-- Integers.
redis.call('SET', KEYS[1], balance - tonumber(ARGV[1]))
-- Another key, and another field.
redis.call('SET', KEYS[2], balance + tonumber(ARGV[2]))
local total = tonumber(redis.call('HGET', KEYS[3], 'total') or 0)
redis.call('HSET', KEYS[3], 'next', total + tonumber(ARGV[2]))
-- Rounded, or not known to have a fraction.
redis.call('HSET', KEYS[3], 'total', math.floor(total + tonumber(ARGV[2])))
local used = tonumber(redis.call('GET', KEYS[4]) or 0)
redis.call('SET', KEYS[4], used + tonumber(ARGV[3]))
redis.call('SET', KEYS[4], used + 1)
return redis.call('INCRBYFLOAT', KEYS[1], ARGV[2])
