-- contract: keys=1.. params=key,pairs:str+str..
for i = 2, #KEYS, 3 do
  redis.call('SMOVE', KEYS[i], KEYS[i + 1], ARGV and KEYS[1])
end
