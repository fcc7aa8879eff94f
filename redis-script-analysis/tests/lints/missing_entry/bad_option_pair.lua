-- contract: keys=1 params=key,value,expiry:str+u64?
if ARGV[2] then redis.call('DEL', KEYS[1]) end
return redis.call('SET', KEYS[1], ARGV[1], ARGV[2] or 'PX', ARGV[3])
