-- contract: keys=1 params=key limits=commands:2
redis.call('INCR', KEYS[1])
redis.call('INCR', KEYS[1])
redis.call('INCR', KEYS[1])
