-- contract: keys=1 params=key,rounds:u64,interval:u64
-- A product is a duration, whatever the variable is called.
local expireAt = math.ceil(ARGV[1]) * tonumber(ARGV[2])
return redis.call('PEXPIRE', KEYS[1], expireAt)
