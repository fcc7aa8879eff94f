-- contract: keys=1 params=request:str,answer:bytes,ttl_ms:u64 reply=Vec<u8>
-- Stores the first answer to a request, and gives each later call the stored one.
local stored = redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX')
if stored then
  return ARGV[1]
end
local first = redis.call('GET', KEYS[1])
if not first then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return ARGV[1]
end
return first
