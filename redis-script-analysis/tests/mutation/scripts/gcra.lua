-- contract: keys=1 params=arrival:str,now_ms:u64,interval_ms:u64,burst:u64 reply=u64
-- The generic cell rate algorithm: one key that holds when the next call is due. Replies the wait in ms, 0 for none.
local now, interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not (now and interval and burst) then
  return redis.error_reply('ERR three numbers are wanted')
end
local stored = redis.call('GET', KEYS[1])
local due = now
if stored then
  due = math.max(now, tonumber(stored) or now)
end
local earliest = due - interval * burst
if earliest > now then
  return math.ceil(earliest - now)
end
local following = string.format('%.0f', due + interval)
local ttl = string.format('%.0f', math.ceil(due + interval - now))
redis.call('SET', KEYS[1], following, 'PX', ttl)
return 0
