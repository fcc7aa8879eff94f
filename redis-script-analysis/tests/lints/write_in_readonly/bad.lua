-- contract: keys=1 params=key,command readonly=true
redis.call(ARGV[1], KEYS[1])
redis.call('PUBLISH', 'news', 'x')
return redis.call('SORT', KEYS[1])
