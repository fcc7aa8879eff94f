-- contract: keys=1 params=key,names..
-- Loops within the round: what is stored before one stays stored, and after one the variable is still the same.
local matrix = {}
for i = 1, 3 do
  matrix[i] = {}
  for j = 1, 3 do
    matrix[i][j] = i * j
  end
end
local claimed = {}
for i = 1, #ARGV do
  if ARGV[i] == '' then
    claimed[i] = 0
  else
    for _ = 1, 5 do
      if redis.call('RPOP', KEYS[1]) == ARGV[i] then
        break
      end
    end
    claimed[i] = 1
  end
end
return { matrix, claimed }
