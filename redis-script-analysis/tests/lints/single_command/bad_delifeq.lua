-- contract: keys=1 params=name,token servers=valkey>=9.0
local key = 'lock:' .. KEYS[1]
return redis.call('GET', key) == ARGV[1] and redis.call('DEL', key) or 0
