-- contract: keys=1 params=key
-- In a transaction, the connection would stay there.
redis.call('SELECT', 1)
return redis.call('GET', KEYS[1])
