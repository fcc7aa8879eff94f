-- contract: keys=3 params=delayed:str,ready:str,stats:str,now_ms:u64,batch:u64 reply=usize
-- Moves delayed jobs that are due to the queue, each with the moment when it should have run.
local batch = tonumber(ARGV[2])
if not batch or batch < 1 or batch > 1000 then
  return redis.error_reply('ERR the batch is a number from 1 to 1000')
end
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
local count = #due / 2
if count == 0 then
  return 0
end
for i = 1, #due, 2 do
  local entry = cjson.encode({id = due[i], due = due[i + 1]})
  redis.call('RPUSH', KEYS[2], entry)
  redis.call('ZREM', KEYS[1], due[i])
end
redis.call('HINCRBY', KEYS[3], 'promoted', string.format('%d', count))
return math.floor(count)
