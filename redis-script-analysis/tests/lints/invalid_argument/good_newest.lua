-- contract: keys=1 params=key,value servers=redis>=9
redis.call('INCREX', KEYS[1], 'BYINT', 5, 'UBOUND', 10, 'SATURATE', 'EX', 60, 'ENX')
redis.call('XADD', KEYS[1], 'IDMP', 'p', 'i', '*', 'f', 'v')
redis.call('XREADGROUP', 'GROUP', 'g', 'c', 'CLAIM', 1000, 'STREAMS', KEYS[1], '>')
redis.call('ZUNIONSTORE', KEYS[1], 1, KEYS[1], 'AGGREGATE', 'COUNT')
return redis.call('SET', KEYS[1], ARGV[1], 'IFDNE', ARGV[1], 'GET')
