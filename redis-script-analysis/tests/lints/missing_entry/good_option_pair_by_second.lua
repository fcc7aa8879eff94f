-- contract: keys=1 params=key,value,expiry:str+u64?
if #ARGV > 1 then return redis.call('SET', KEYS[1], ARGV[1], ARGV[2], ARGV[3]) end
return redis.call('SET', KEYS[1], ARGV[1])
