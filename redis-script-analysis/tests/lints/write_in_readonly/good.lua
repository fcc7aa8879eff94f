-- contract: keys=1 params=key readonly=true
redis.log(redis.LOG_NOTICE, 'reading')
if redis.call('OBJECT', 'ENCODING', KEYS[1]) == 'listpack' then return redis.call('SORT_RO', KEYS[1]) end
return redis.call('GET', KEYS[1])
