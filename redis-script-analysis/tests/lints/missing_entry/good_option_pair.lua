-- contract: keys=1 params=key,value,expiry:str+u64?
local how, ttl = ARGV[2], ARGV[3]
if how then return redis.call('SET', KEYS[1], ARGV[1], how, ttl) end
return redis.call('SET', KEYS[1], ARGV[1])
