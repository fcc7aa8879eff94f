-- contract: keys=1 params=key,ttl,values..
--[[
  Appends values. KEYS[1] is not described here, but below.

  KEYS[1] - the list
  ARGV[1] - time to live in seconds
  ARGV[2..] - values
]]
redis.call('RPUSH', KEYS[1], unpack(ARGV, 2))
-- KEYS[2] is not passed
return redis.call('EXPIRE', KEYS[1], ARGV[1])
