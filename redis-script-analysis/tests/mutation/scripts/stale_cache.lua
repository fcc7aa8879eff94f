-- contract: keys=2 params=entry:str,refresh_lock:str,now_ms:u64,lock_ms:u64 reply=Vec<Vec<u8>>
-- Reads a cached value. When it is stale, one caller is told to refresh it, and the others get the old one.
local entry = redis.call('HMGET', KEYS[1], 'value', 'fresh_until')
local value, fresh_until = entry[1], entry[2]
if not value or not fresh_until then
  return {'miss'}
end
local now = tonumber(ARGV[1])
if not now then
  return redis.error_reply('ERR now is not a number')
end
if now < tonumber(fresh_until) then
  return {'fresh', value}
end
if redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[2]) then
  return {'refresh', value}
end
return {'stale', value}
