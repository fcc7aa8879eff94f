-- contract: keys=4 params=queue,lock,set,list,limit:u64
local job = redis.call('LPOP', KEYS[1])
if not job then return false end
if redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('LPUSH', KEYS[1], job)
  return false
end
local popped = redis.call('ZPOPMIN', KEYS[3])
if #popped == 0 then return job end
if popped[1] == 'x' then return job end
local moved = redis.call('RPOPLPUSH', KEYS[1], KEYS[4])
if redis.call('LLEN', KEYS[4]) > 10 then return job end
-- Dropped on purpose.
local dropped = redis.call('RPOP', KEYS[4])
if dropped then redis.call('INCR', KEYS[2]) end
return {job, popped[1], moved}
