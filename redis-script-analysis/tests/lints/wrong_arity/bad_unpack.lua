-- contract: keys=? params=key,values..
return redis.call('GET', KEYS[1], 'x', unpack(ARGV))
