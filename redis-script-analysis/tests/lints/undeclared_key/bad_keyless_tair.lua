-- contract: keys=0 params=now profile=tair
return redis.call('PUBLISH', 'ticks', ARGV[1])
