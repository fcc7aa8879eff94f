-- contract: keys=1 params=key,count
if ARGV[1] > '5' then return 0 end
local stored = redis.call('GET', KEYS[1])
if stored and stored <= '-1.5' then return 1 end
if '0' < ARGV[1] then return 2 end
return 3
