-- contract: keys=3 params=account,other,hash,amount:f64,price,fee
local balance = tonumber(redis.call('GET', KEYS[1]) or '0')
local amount = tonumber(ARGV[1])
if balance < amount then return 0 end
redis.call('SET', KEYS[1], balance - amount)
local new = (redis.call('HGET', KEYS[3], 'total') or 0) + tonumber(ARGV[2])
redis.call('HSET', KEYS[3], 'total', new)
redis.call('SET', KEYS[2], 0.5 + (redis.call('GET', KEYS[2]) or 0))
return 1
