-- contract: keys=3 params=counter,list,blocked,limit:u32,id
local limit = tonumber(ARGV[1])
-- The limit first.
if tonumber(redis.call('GET', KEYS[1]) or 0) >= limit then return 0 end
local count = redis.call('INCR', KEYS[1])
-- The last one that is admitted, as at a barrier.
if count >= limit then return 1 end
-- What is rejected is replied or noted.
if redis.call('INCR', KEYS[1]) > 10 then
  redis.call('SADD', KEYS[3], ARGV[2])
  return 0
end
if count > 5 then return count end
-- What is added is kept, whatever its number.
if redis.call('RPUSH', KEYS[2], ARGV[2]) > limit then return 0 end
local n = redis.call('INCR', KEYS[1])
if n > limit then redis.call('DECR', KEYS[1]) return 0 end
return 2
