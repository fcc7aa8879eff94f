-- contract: keys=2 params=from,to,amount
local from, to = KEYS[1], KEYS[2]
local amount = tonumber(ARGV[1])
redis.call('DECRBY', from, amount)
return redis.call('INCRBY', to, amount)
