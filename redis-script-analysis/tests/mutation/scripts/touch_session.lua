-- contract: keys=1 params=session:str,user:str,now_secs:u64,idle_secs:u64 reply=()
-- Prolongs a session that belongs to the user and was not idle for too long.
local function fail(reason)
  return redis.error_reply('SESSION ' .. reason)
end

local fields = redis.call('HMGET', KEYS[1], 'user', 'seen')
if not fields[1] then
  return fail('it does not exist')
end
if fields[1] ~= ARGV[1] then
  return fail('it belongs to somebody else')
end
local seen = tonumber(fields[2] or '0') or 0
local now = tonumber(ARGV[2]) or 0
local idle = tonumber(ARGV[3]) or 0
if now - seen > idle then
  redis.call('DEL', KEYS[1])
  return fail('it ended')
end
redis.call('HSET', KEYS[1], 'seen', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return redis.status_reply('OK')
