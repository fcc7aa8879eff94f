-- contract: keys=1 params=board:str,player:str,around:u64 reply=Vec<String>
-- The players around one, best first; nothing if the player has no rank.
local around = tonumber(ARGV[2])
if around == nil or around < 0 then
  return redis.error_reply('ERR around is a number from 0')
end
local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
if rank == false then
  return {}
end
local first = math.max(0, rank - around)
local last = rank + around
return redis.call('ZRANGE', KEYS[1], string.format('%.0f', first), string.format('%.0f', last), 'REV')
