-- contract: keys=0.. params=keys..,values..
local values = redis.call('MGET', unpack(KEYS))
redis.call('DEL', unpack(KEYS))
redis.call('ECHO', unpack(ARGV))
return values
