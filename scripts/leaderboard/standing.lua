-- Reads the rank and the score of a member, those around it, and the first ones.
--
-- KEYS[1] = key of the scores, as in submit.lua
-- KEYS[2] = key of the stamps
-- ARGV[1] = name
-- ARGV[2] = how many before the member, and how many after it
-- ARGV[3] = how many of the first ones
-- ARGV[4] = 1, or -1 if the callers' scores are the negative of these: what is returned first
-- Returns ARGV[4], how many members there are, the rank of the member from 0 or nil, its score or nil, the rank of the first one
-- of those around it, these in their order, itself included, each as stamp and name, and score, and the first ones likewise.

local count = redis.call('ZCARD', KEYS[1])
local rank, score, from, around = false, false, 0, {}
local stamp = redis.call('HGET', KEYS[2], ARGV[1])
if stamp then
  local member = stamp .. ARGV[1]
  rank = redis.call('ZRANK', KEYS[1], member)
  score = redis.call('ZSCORE', KEYS[1], member)
  if not rank then
    return redis.error_reply('ERR standing: the keys of the board do not fit each other')
  end
  from = math.max(rank - ARGV[2], 0)
  local to = string.format('%d', rank + ARGV[2])
  around = redis.call('ZRANGE', KEYS[1], string.format('%d', from), to, 'WITHSCORES')
end

local top = {}
if ARGV[3] ~= '0' then
  top = redis.call('ZRANGE', KEYS[1], 0, string.format('%d', ARGV[3] - 1), 'WITHSCORES')
end
return {ARGV[4] + 0, count, rank, score, from, around, top}
