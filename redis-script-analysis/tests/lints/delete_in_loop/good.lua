-- contract: keys=1.. params=first,more..
for _, key in ipairs(KEYS) do redis.call('UNLINK', key) end
return redis.call('DEL', KEYS[1])
