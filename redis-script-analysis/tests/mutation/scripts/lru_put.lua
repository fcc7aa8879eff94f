-- contract: keys=2 params=values:str,recency:str,field:str,value:bytes,now_ms:u64,capacity:u64 reply=usize
-- A small cache in a hash, with a sorted set that knows what was used last.
local capacity = tonumber(ARGV[4])
if not capacity then
  return redis.error_reply('ERR the capacity is not a number')
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
local evicted = 0
while evicted < 10 and redis.call('HLEN', KEYS[1]) > capacity do
  local oldest = redis.call('ZPOPMIN', KEYS[2])
  if #oldest == 0 then
    break
  end
  redis.call('HDEL', KEYS[1], oldest[1])
  evicted = evicted + 1
end
return evicted
