redis.call('SET', KEYS[1], ARGV[1], 'EXX', 60)
redis.call('SET', KEYS[1], ARGV[1], 'PX', 60, 'KEEPTTL')
redis.call('EXPIRE', KEYS[1], ARGV[2])
