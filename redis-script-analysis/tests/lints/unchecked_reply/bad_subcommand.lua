-- contract: keys=2 params=list,text,value
redis.call('RPUSH', KEYS[1], ARGV[1])
return redis.call('MEMORY', 'USAGE', KEYS[2]) + 1
