-- contract: keys=3 params=leased:str,jobs:str,done:str,id:str,keep:u64 reply=()
-- Ends a leased job, and remembers the ids of those that were ended last.
local leased, jobs, done = KEYS[1], KEYS[2], KEYS[3]
local id = ARGV[1]
if redis.call('ZREM', leased, id) == 0 then
  return redis.error_reply('NOLEASE the job is not under a lease')
end
redis.call('HDEL', jobs, id)
redis.call('LPUSH', done, id)
redis.call('LTRIM', done, 0, ARGV[2])
return redis.status_reply('OK')
