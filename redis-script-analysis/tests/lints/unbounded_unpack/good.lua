-- contract: keys=2 params=key,other,now
local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 100)
if #expired > 0 then redis.call('ZREM', KEYS[1], unpack(expired)) end
local members = redis.call('SMEMBERS', KEYS[2])
for i = 1, #members, 1000 do
  redis.call('SREM', KEYS[2], unpack(members, i, math.min(i + 999, #members)))
end
local time = redis.call('TIME')
return {unpack(time)}
