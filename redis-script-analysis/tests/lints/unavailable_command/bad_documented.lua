-- contract: keys=1 params=key servers=redis>=8.4,<8.10
redis.call('INCREX', KEYS[1], 'EX', 60, 'ENX')
return redis.call('SUNIONCARD', 1, KEYS[1])
