-- contract: keys=1 params=document:str,name:str,by:i64,ttl_secs:u64 reply=String
-- Counts in a JSON object that is kept as a string.
local text = redis.call('GET', KEYS[1])
local counters = {}
if text then
  counters = cjson.decode(text)
end
local by = tonumber(ARGV[2])
if by == nil then
  return redis.error_reply('ERR the step is not a number')
end
local total = (counters[ARGV[1]] or 0) + by
counters[ARGV[1]] = total
redis.call('SET', KEYS[1], cjson.encode(counters), 'EX', ARGV[3])
return string.format('%.0f', total)
