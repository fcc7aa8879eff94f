-- contract: keys=1 params=holders:str,limit:u64,now_ms:u64,lease_ms:u64,holder:str reply=bool
-- Takes one of `limit` seats for the time of a lease; a holder that has one keeps it.
local limit = tonumber(ARGV[1])
local now = tonumber(ARGV[2])
local lease = tonumber(ARGV[3])
if not limit or not now or not lease then
  return redis.error_reply('ERR limit, now and lease are numbers')
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
local seated = redis.call('ZSCORE', KEYS[1], ARGV[4])
if not seated and redis.call('ZCARD', KEYS[1]) >= limit then
  return 0
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + lease), ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
