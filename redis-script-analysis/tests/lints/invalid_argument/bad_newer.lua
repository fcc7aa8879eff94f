-- contract: keys=1 params=key,value servers=redis>=8.2
redis.call('SET', KEYS[1], ARGV[1], 'IFEQ', 'x')
redis.call('SET', KEYS[1], ARGV[1], 'UNLESS', 'x')
redis.call('SET', KEYS[1], ARGV[1], 'EXX', 60)
return redis.call('SET', KEYS[1], ARGV[1], 'EX', 'soon')
