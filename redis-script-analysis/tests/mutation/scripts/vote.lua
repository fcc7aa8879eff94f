-- contract: keys=3 params=up:str,down:str,totals:str,voter:str,choice:str reply=i64
-- One vote for each voter, that can be changed: `up`, `down` or `none`.
local up, down, totals = KEYS[1], KEYS[2], KEYS[3]
local voter, choice = ARGV[1], ARGV[2]

local function set_vote(votes, field, wanted)
  local change = 0
  if wanted then
    change = redis.call('SADD', votes, voter)
  else
    change = -redis.call('SREM', votes, voter)
  end
  if change ~= 0 then
    redis.call('HINCRBY', totals, field, change)
  end
end

if choice ~= 'up' and choice ~= 'down' and choice ~= 'none' then
  return redis.error_reply('ERR the choice is up, down or none')
end
set_vote(up, 'up', choice == 'up')
set_vote(down, 'down', choice == 'down')
return redis.call('SCARD', up) - redis.call('SCARD', down)
