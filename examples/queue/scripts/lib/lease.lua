-- Leases of jobs: a sorted set of the times at which they end, in milliseconds.
-- @const LEASE_MS: integer = 30000

local function lease(leased, job, now)
  redis.call('ZADD', leased, string.format('%d', now + LEASE_MS), job)
end
