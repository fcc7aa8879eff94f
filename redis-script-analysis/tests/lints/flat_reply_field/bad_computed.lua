-- contract: keys=1 params=key,field
local all = redis.call('HGETALL', KEYS[1])
local name = string.lower(ARGV[1])
return all[name]
