-- contract: keys=1 params=key,ttl_secs:u64,until_ms:u64,wait_us:u64
redis.call('SET', KEYS[1], 'x', 'PX', ARGV[1])
redis.call('EXPIREAT', KEYS[1], ARGV[2])
redis.call('GETEX', KEYS[1], 'PXAT', ARGV[1] * 1000)
redis.call('GETEX', KEYS[1], 'PX', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[1] / 1000)
return redis.call('EXPIRE', KEYS[1], tostring(math.max(tonumber(ARGV[3] or 5), 1)))
