-- contract: keys=1 params=key,member
redis.call('SADD', KEYS[1], ARGV[1])
return redis.call('EVAL', 'return 1', 0, ARGV[1])
