-- contract: keys=1 params=key
-- Half of what is even: the places of pairs.
local pairs_of = redis.call('ZRANGE', KEYS[1], 0, 9, 'WITHSCORES')
local chosen = nil
for i = 1, #pairs_of, 2 do
  if pairs_of[i + 1] == '5' then
    chosen = (i + 1) / 2 - 1
    break
  end
end
if chosen then redis.call('ZREMRANGEBYRANK', KEYS[1], chosen, chosen) end
return redis.call('ZRANGE', KEYS[1], 0, #pairs_of / 2)
