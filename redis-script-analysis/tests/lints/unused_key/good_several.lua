-- contract: keys=1.. params=names,keys..
if KEYS[1] == KEYS[2] then return redis.error_reply('ERR twice the same key') end
local found = {}
for i = 2, #KEYS do
  redis.call('SADD', KEYS[1], KEYS[i])
  if KEYS[i] ~= '' then found[#found + 1] = redis.call('GET', KEYS[i]) end
end
return found
