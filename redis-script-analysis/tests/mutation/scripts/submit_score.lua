-- contract: keys=2 params=board:str,names:str,player:str,name:str,score:f64 reply=i64
-- Keeps the best score of a player, and replies the rank from 1.
local score = tonumber(ARGV[3])
if not score then
  return redis.error_reply('ERR the score is not a number')
end
local best = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not best or tonumber(best) < score then
  redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
end
local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
if rank then
  return rank + 1
end
return -1
