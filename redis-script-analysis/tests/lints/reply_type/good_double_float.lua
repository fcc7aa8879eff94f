-- contract: keys=1 params=key,name reply=Option<f64>
return redis.call('ZSCORE', KEYS[1], ARGV[1])
