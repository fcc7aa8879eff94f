-- contract: keys=1 params=key,value servers=redis>=8.4
redis.call('SET', KEYS[1], ARGV[1], 'IFEQ', 'old')
redis.call('MSETEX', 1, KEYS[1], ARGV[1], 'EX', 60)
redis.call('DELEX', KEYS[1], 'IFNE', ARGV[1])
return redis.call('DIGEST', KEYS[1])
