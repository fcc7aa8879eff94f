-- contract: keys=2 params=leased:str,waiting:str,now_ms:u64,most:u64 reply=usize
-- Gives jobs back whose lease ran out: at most `most`, the oldest first.
local ids = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[2])
local moved = 0
for _, id in ipairs(ids) do
  if redis.call('ZREM', KEYS[1], id) == 1 then
    redis.call('RPUSH', KEYS[2], id)
    moved = moved + 1
  end
end
return moved
