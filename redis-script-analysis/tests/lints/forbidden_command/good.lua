-- contract: keys=1 params=key servers=redis>=7.2
redis.call('CONFIG', 'HELP')
redis.call('PUBLISH', 'channel', 'x')
return redis.call('BLPOP', KEYS[1], 0)
