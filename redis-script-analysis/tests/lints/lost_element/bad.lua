-- contract: keys=4 params=queue,lock,set,full,limit:u64
local job = redis.call('LPOP', KEYS[1])
if redis.call('EXISTS', KEYS[2]) == 1 then return '' end
local member = redis.call('SPOP', KEYS[3])
if not member then return job end
if redis.call('SCARD', KEYS[4]) >= tonumber(ARGV[1]) then
  return redis.error_reply('ERR full')
end
redis.call('SADD', KEYS[4], member)
return {job, member}
