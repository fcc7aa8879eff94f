-- contract: keys=1 params=bucket:str,capacity:u64,per_second:u64,wanted:u64 reply=bool
-- A bucket that fills with time: takes `wanted` tokens, or none.
local capacity = tonumber(ARGV[1])
local rate = tonumber(ARGV[2])
local wanted = tonumber(ARGV[3])
if not capacity or not rate or not wanted or rate <= 0 then
  return redis.error_reply('ERR capacity, rate and wanted are numbers above 0')
end

local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = capacity
if state[1] and state[2] then
  local elapsed = math.max(0, now - tonumber(state[2]))
  tokens = math.min(capacity, tonumber(state[1]) + elapsed * rate)
end

local allowed = 0
if tokens >= wanted then
  tokens = tokens - wanted
  allowed = 1
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], string.format('%.0f', math.ceil(capacity / rate) + 1))
return allowed
