-- contract: keys=1 params=key
redis.call('MULTI')
redis.call('CONFIG', 'GET', 'maxmemory')
redis.call('EVALSHA', 'abc', 0)
local job = redis.call('BLPOP', KEYS[1], 0)
redis.call('CLIENT', 'SETNAME', 'x')
return job
