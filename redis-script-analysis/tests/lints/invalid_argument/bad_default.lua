-- contract: keys=1 params=key,value
redis.call('XREAD', 'BLOCK', 0, 'STREAMS', KEYS[1], '$')
return redis.call('SET', KEYS[1], ARGV[1], 'IFEQ', 'old')
