-- contract: keys=2 params=key,other,value,limit:u64,ttl:u64?
local ttl = tonumber(ARGV[3]) or 0
if ttl > 0 then redis.call('SET', KEYS[1], ARGV[1], 'EX', ttl) end
local other = tonumber(ARGV[3] or -1)
if other ~= -1 then redis.call('SETEX', KEYS[1], other, ARGV[1]) end
-- It is always passed.
redis.call('SET', KEYS[1], ARGV[1], 'PX', tonumber(ARGV[2]) or 0)
if ARGV[3] then redis.call('SET', KEYS[1], ARGV[1], 'EX', tonumber(ARGV[3]) or 0) end
redis.call('SET', KEYS[1], ARGV[1], 'EX', tonumber(ARGV[3] or 60))
local stored = tonumber(redis.call('GET', KEYS[2])) or 0
redis.call('SET', KEYS[1], ARGV[1], 'EX', stored + 60)
return redis.call('INCRBY', KEYS[2], stored)
