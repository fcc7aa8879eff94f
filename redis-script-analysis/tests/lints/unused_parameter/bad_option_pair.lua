-- contract: keys=1 params=key,value,expiry:str+u64?
return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3] or 60)
