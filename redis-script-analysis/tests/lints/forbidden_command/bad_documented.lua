-- contract: keys=0 servers=redis=8.10
redis.call('BACKUP', 'START')
return redis.call('CONFIG', 'GET', 'maxmemory')
