-- contract: keys=1 params=from,amount
local from = redis.call('DECRBY', KEYS[1], ARGV[1])
redis.call('INCRBY', KEYS[2], ARGV[1])
return {from, redis.call('GET', KEYS[2])}
