-- contract: keys=1 params=key,what
local chosen = ARGV[1] == 'x' and 'GETT' or 'GET'
local found = redis.call(chosen, KEYS[1])
for _, name in ipairs({'TTTL', 'TTL'}) do redis.call(name, KEYS[1]) end
return {found, redis.call('GET ' .. KEYS[1])}
