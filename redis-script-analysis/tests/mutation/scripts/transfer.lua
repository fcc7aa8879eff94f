-- contract: keys=3 params=from:str,to:str,journal:str,amount:u64,note:str reply=i64
-- Moves an amount between two accounts, if the first one has it.
local amount = tonumber(ARGV[1])
if amount == nil or amount <= 0 or amount ~= math.floor(amount) then
  return redis.error_reply('ERR the amount is a whole number above 0')
end
local balance = tonumber(redis.call('GET', KEYS[1]) or '0')
if not balance or balance < amount then
  return redis.error_reply('FUNDS the balance is too low')
end
redis.call('DECRBY', KEYS[1], ARGV[1])
local received = redis.call('INCRBY', KEYS[2], ARGV[1])
redis.call('XADD', KEYS[3], '*', 'amount', ARGV[1], 'note', ARGV[2])
return received
