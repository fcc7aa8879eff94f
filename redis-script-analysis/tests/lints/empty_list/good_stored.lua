-- contract: keys=1 params=key,member
redis.call('RPUSH', KEYS[1], ARGV[1])
return cjson.encode(redis.call('LRANGE', KEYS[1], 0, -1))
