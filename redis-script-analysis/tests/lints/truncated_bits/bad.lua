-- contract: keys=1 params=key
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
redis.call('SET', KEYS[1], bit.rshift(micros, 10))
return bit.band(2 ^ 40, -1)
