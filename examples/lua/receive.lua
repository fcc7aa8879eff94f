-- Takes the message that is due first, and hides it from other receivers for a while.
--
-- KEYS[1] = the queue, a sorted set of ids by the time from which they are visible
-- KEYS[2] = the messages, a hash: `<id>:body`, `<id>:received`
-- ARGV[1] = now in milliseconds
-- ARGV[2] = for how many milliseconds to hide it
-- Returns {id, body, how often it was received, when it is visible again}, or nil if none is due.

local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 1)[1]
if not due then
  return nil
end
local again = tonumber(ARGV[1]) + tonumber(ARGV[2])
redis.call('ZADD', KEYS[1], string.format('%.0f', again), due)
local received = redis.call('HINCRBY', KEYS[2], due .. ':received', 1)
return {due, redis.call('HGET', KEYS[2], due .. ':body'), received, again}
