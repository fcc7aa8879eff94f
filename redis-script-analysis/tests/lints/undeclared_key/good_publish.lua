-- contract: keys=0 params=id
redis.call('PUBLISH', 'news', ARGV[1])
return redis.call('TIME')
