-- contract: keys=2 params=lock:str,channel:str,owner:str,ttl_ms:u64 reply=i64
-- Undoes one taking of a reentrant lock, and tells those who wait once it is free.
local call = redis.call
if call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  return -1
end
local left = call('HINCRBY', KEYS[1], ARGV[1], -1)
if left > 0 then
  call('PEXPIRE', KEYS[1], ARGV[2])
  return left
end
call('DEL', KEYS[1])
call('XADD', KEYS[2], 'MAXLEN', '~', '100', '*', 'released', ARGV[1])
call('PEXPIRE', KEYS[2], ARGV[2])
return 0
