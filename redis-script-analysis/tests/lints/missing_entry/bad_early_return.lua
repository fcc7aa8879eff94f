-- contract: keys=1 params=key,count:u64
local count = tonumber(ARGV[1])
if count == 0 then
  return redis.call('DEL', KEYS[1])
end
if count > 100 then
  return redis.error_reply('ERR too many')
end
return redis.call('SETEX', KEYS[1], ARGV[2], count)
