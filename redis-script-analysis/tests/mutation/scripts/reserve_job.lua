-- contract: keys=3 params=waiting:str,leased:str,jobs:str,deadline_ms:u64 reply=Option<(String,Vec<u8>)>
-- Moves the first waiting job under a lease, and gives its id and its payload.
local id = redis.call('LPOP', KEYS[1])
if not id then
  return false
end
local payload = redis.call('HGET', KEYS[3], id)
if not payload then
  return false
end
redis.call('ZADD', KEYS[2], ARGV[1], id)
return {id, payload}
