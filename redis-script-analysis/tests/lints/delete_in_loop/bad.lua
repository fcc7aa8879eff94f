-- contract: keys=1.. params=first,more..
local function drop(key) return redis.call('DEL', key) end
for _, key in ipairs(KEYS) do drop(key) end
return 1
