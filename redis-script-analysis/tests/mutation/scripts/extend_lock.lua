-- contract: keys=1 params=lock:str,token:str,ttl_ms:u64 reply=bool
-- Lengthens a lock's life, never shortens it.
local holder = redis.call('GET', KEYS[1])
if not holder or holder ~= ARGV[1] then
  return 0
end
local wanted = tonumber(ARGV[2])
if not wanted then
  return redis.error_reply('ERR the time to live is not a number')
end
if redis.call('PTTL', KEYS[1]) < wanted then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 1
