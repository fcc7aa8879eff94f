-- Gives all permits of a holder back.
--
-- KEYS[1] = key of the limiter, as in acquire_permits.lua
-- ARGV[1] = holder
-- Returns how many the holder still had: none if its lease was over.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local number, had = 1, 0
while true do
  -- Each call renews the first ones, so that those of higher numbers are never there alone.
  local permit = string.format('%d:', number) .. ARGV[1]
  local deadline = redis.call('ZSCORE', KEYS[1], permit)
  if not deadline then
    return had
  end
  redis.call('ZREM', KEYS[1], permit)
  if deadline + 0 > now then
    had = had + 1
  end
  number = number + 1
end
