-- contract: keys=1 params=key,value,ttl:u64?
local ttl = #ARGV > 1 and ARGV[2] or 60
if #ARGV < 2 then return redis.call('SET', KEYS[1], ARGV[1]) end
return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) and ttl
