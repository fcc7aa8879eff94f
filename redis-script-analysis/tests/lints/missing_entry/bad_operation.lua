-- contract: keys=1 params=key,operation:str
-- Acquires, extends or releases a lock.
local operation = string.lower(ARGV[1])
if operation == 'acquire' then
  return redis.call('SET', KEYS[1], ARGV[2], 'NX', 'PX', ARGV[3])
elseif operation ~= 'release' then
  return redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
return redis.call('DEL', KEYS[1])
