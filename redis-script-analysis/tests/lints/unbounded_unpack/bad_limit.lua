-- contract: keys=1 params=key
local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', 0, 'LIMIT', 0, 10000)
if #expired > 0 then redis.call('ZREM', KEYS[1], unpack(expired)) end
