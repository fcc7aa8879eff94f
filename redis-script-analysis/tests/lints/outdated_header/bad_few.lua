-- contract: keys=1 params=key,value,ttl
--[[
  KEYS[1] - the key
  ARGV[1] - the value
]]
return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
