-- contract: keys=2 params=task,log,pieces,state
redis.call('HSET', KEYS[1], 'state', ARGV[1], 'pieces', ARGV[2])
redis.call('XADD', KEYS[2], '*', 'state', ARGV[1], 'pieces', ARGV[2])
return redis.call('PUBLISH', 'tasks', cjson.encode({state = ARGV[1], pieces = ARGV[2]}))
