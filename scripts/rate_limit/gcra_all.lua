-- Lets a quantity pass several limiters, or none of them: each as in gcra.lua, whose keys these are.
--
-- KEYS[1..] = keys of the limiters, each another
-- ARGV[1] = quantity; 0 only looks
-- ARGV[2..] = for each key how far one fills its bucket, ticks that drain in a millisecond, and burst, in groups of 3
-- Returns for each key what gcra.lua returns. It passed if it passed all of them; what is rejected writes nothing.

local quantity = ARGV[1] + 0
local replies, seen, earlies, expiries = {}, {}, {}, {}
local passes = true

for i = 1, #KEYS do
  local key = KEYS[i]
  if seen[key] then
    return redis.error_reply('ERR gcra_all: two limits have the same key')
  end
  seen[key] = true
  local one, ticks, burst = ARGV[i * 3 - 1] + 0, ARGV[i * 3] + 0, ARGV[i * 3 + 1] + 0

  local ttl = redis.call('PTTL', key)
  local level, early = 0, 0
  if ttl >= 0 then
    if ticks > 1 then
      early = redis.call('GET', key) + 0
    end
    level = math.max(ttl * ticks - early, 0)
  elseif ttl == -1 then
    return redis.error_reply('ERR gcra_all: a key never expires, so it is not that of a limiter')
  end

  local full = burst * one
  local filled = level + quantity * one
  if filled > full then
    local room, wait = math.max(full - level, 0), quantity > burst and -1 or math.ceil((filled - full) / ticks)
    replies[i] = string.format('%d %d %d', math.floor(room / one), wait, math.ceil(level / ticks))
    passes = false
  else
    local now_early = -filled % ticks
    earlies[i] = (ttl < 0 or now_early ~= early) and now_early
    expiries[i] = string.format('%d', math.ceil(filled / ticks))
    replies[i] = string.format('%d 0 %s', math.floor((full - filled) / one), expiries[i])
  end
end

if passes and quantity > 0 then
  for i = 1, #KEYS do
    if earlies[i] then
      redis.call('SET', KEYS[i], string.format('%d', earlies[i]), 'PX', expiries[i])
    else
      redis.call('PEXPIRE', KEYS[i], expiries[i])
    end
  end
end
return replies
