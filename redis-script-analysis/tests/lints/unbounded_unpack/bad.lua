-- contract: keys=2 params=key,other,now
local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
if #expired > 0 then redis.call('ZREM', KEYS[1], unpack(expired)) end
return {unpack(redis.call('LRANGE', KEYS[2], 0, -1))}
