-- contract: keys=1 params=key servers=valkey>=8.0
if redis.VALKEY_VERSION then return os.clock() end
return server.call('GET', KEYS[1])
