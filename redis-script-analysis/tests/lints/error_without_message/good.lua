-- contract: keys=1 params=key,code
if ARGV[1] == 'a' then error({err = 'LOCKED by ' .. ARGV[1]}) end
if ARGV[1] == 'b' then error(redis.error_reply('NO x')) end
pcall(function() error({}) end)
local caught = {}
pcall(error, caught)
error('boom ' .. KEYS[1])
