-- contract: keys=1 params=key servers=redis=7.2.4
local day = 24 * 60 * 60 * 1000
redis.call('HINCRBY', KEYS[1], 'field', 200000000)
redis.call('HINCRBY', KEYS[1], 'field', -1700000000)
redis.call('HINCRBY', KEYS[1], 'field', day)
redis.call('PEXPIRE', KEYS[1], 1000 * day)
redis.pcall('PEXPIRE', KEYS[1], 1000000 * day)
redis.call('PEXPIRE', KEYS[1], '100000000')
return redis.call('HSET', KEYS[1], 'other', 100000000)
