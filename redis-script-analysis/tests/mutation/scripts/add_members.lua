-- contract: keys=1 params=set:str,limit:u64,members:str.. reply=i64
-- Adds members to a set that has a limit: all of them or none.
local limit = tonumber(ARGV[1])
if not limit then
  return redis.error_reply('ERR the limit is not a number')
end
local fresh = {}
for i = 2, #ARGV do
  if redis.call('SISMEMBER', KEYS[1], ARGV[i]) == 0 then
    fresh[#fresh + 1] = ARGV[i]
  end
end
if #fresh == 0 then
  return 0
end
if redis.call('SCARD', KEYS[1]) + #fresh > limit then
  return -1
end
for _, member in ipairs(fresh) do
  redis.call('SADD', KEYS[1], member)
end
return #fresh
