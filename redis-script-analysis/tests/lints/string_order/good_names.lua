-- contract: keys=2 params=key,other,date,name,version
local day = redis.call('GET', KEYS[1])
if not day or day < ARGV[1] then return 0 end
local last = redis.call('HGET', KEYS[2], 'last')
if last and last < ARGV[2] then return 1 end
if ARGV[3] >= '1.2.0' then return 2 end
local version_name = redis.call('GET', KEYS[2])
if version_name and version_name < ARGV[1] then return 3 end
return 4
