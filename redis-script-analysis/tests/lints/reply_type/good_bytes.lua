-- contract: keys=1 params=key reply=(Vec<String>,Vec<u8>)
local found = {}
for i = 1, redis.call('LLEN', KEYS[1]) do
    if i % 2 == 0 then table.insert(found, 0) else table.insert(found, 1) end
end
if #found == 0 then return {{}, {}} end
return {{}, found}
