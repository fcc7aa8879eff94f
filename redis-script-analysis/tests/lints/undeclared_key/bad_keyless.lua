-- contract: keys=0 params=id
redis.call('SET', 'last', ARGV[1])
return redis.call('GET', 'last')
