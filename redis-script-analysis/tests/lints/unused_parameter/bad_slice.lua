-- contract: keys=1.. params=key,others..
return redis.call('GET', KEYS[1])
