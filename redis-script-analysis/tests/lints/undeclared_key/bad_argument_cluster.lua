-- contract: keys=1 params=key,other cluster=true
redis.call('RENAME', KEYS[1], ARGV[1])
return 1
