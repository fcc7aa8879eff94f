-- Adds jobs to a queue. A job that is already queued gets its new priority and payload.
--
-- KEYS[1] = the queue, a sorted set of ids
-- KEYS[2] = the payloads, a hash by id
-- ARGV[1] = the most jobs that the queue holds
-- ARGV[2..], in groups of 3: id, priority, payload
-- Returns how many jobs were added; those that find the queue full are not.

local room = tonumber(ARGV[1]) - redis.call('ZCARD', KEYS[1])
local added = 0
for i = 2, #ARGV, 3 do
  local id, priority, payload = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local queued = redis.call('ZSCORE', KEYS[1], id)
  if queued or added < room then
    redis.call('ZADD', KEYS[1], priority, id)
    redis.call('HSET', KEYS[2], id, payload)
    if not queued then
      added = added + 1
    end
  end
end
return added
