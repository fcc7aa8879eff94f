-- Extends the lease of a job, unless it has ended.
-- KEYS[1] = leased
-- ARGV[1] = job
-- -> bool

--- @include "lib/clock"
--- @include "lib/lease"

local now = milliseconds()
local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not ends or tonumber(ends) <= now then
  return 0
end
lease(KEYS[1], ARGV[1], now)
return 1
