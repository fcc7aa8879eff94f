-- contract: keys=0 params=pattern
return redis.call('SCAN', 0, 'MATCH', ARGV[1], 'COUNT', 100)
