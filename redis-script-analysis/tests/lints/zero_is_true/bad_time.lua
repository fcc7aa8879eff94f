-- contract: keys=1 params=a
local left = redis.call('PTTL', KEYS[1])
if not left then redis.call('PEXPIRE', KEYS[1], 1000) end
if redis.call('TTL', KEYS[1]) then return 1 end
return left
