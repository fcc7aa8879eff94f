-- contract: keys=1 params=key servers=redis>=6.2
local version = redis.REDIS_VERSION
local start = os.clock()
return server.call('GET', KEYS[1])
