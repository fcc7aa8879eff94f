-- Takes a job: one whose lease has ended, or else the one that has waited longest.
-- KEYS[1] = waiting
-- KEYS[2] = leased
-- -> Option<String>

--- @include "lib/clock"
--- @include "lib/lease"

local now = milliseconds()
local ended = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 1)
local job = ended[1] or redis.call('RPOP', KEYS[1])
if job then
  lease(KEYS[2], job, now)
end
return job
