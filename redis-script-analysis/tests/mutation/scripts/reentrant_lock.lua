-- contract: keys=1 params=lock:str,owner:str,ttl_ms:u64 reply=i64
-- A lock that its owner may take again: a hash of the owner and the number of times.
local lock, owner, ttl = KEYS[1], ARGV[1], ARGV[2]

local function hold()
  redis.call('HINCRBY', lock, owner, 1)
  redis.call('PEXPIRE', lock, ttl)
end

if redis.call('EXISTS', lock) == 0 then
  hold()
  return -1
end
if redis.call('HEXISTS', lock, owner) == 1 then
  hold()
  return -1
end
return redis.call('PTTL', lock)
