-- contract: keys=1 params=key,day
if tonumber(ARGV[1]) > 5 then return 0 end
if ARGV[1] > '2026-01-01' then return 1 end
local stored = redis.call('GET', KEYS[1])
if stored and stored < ARGV[1] then return 2 end
if ARGV[1] == '5' or '9' < '10' then return 3 end
return 4
