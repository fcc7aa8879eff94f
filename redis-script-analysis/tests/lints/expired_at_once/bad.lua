-- contract: keys=1 params=key
redis.call('EXPIRE', KEYS[1], 0)
local forever = -1
redis.call('PEXPIRE', KEYS[1], forever)
return redis.call('EXPIREAT', KEYS[1], '0')
