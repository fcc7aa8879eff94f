-- contract: keys=1 params=key,name
local n = redis.call('LLEN', KEYS[1])
if n == 1 then return {left = n, total = 2} end
local reply = {}
reply.left = n
if n == 2 then return reply end
if n == 3 then return {n, total = 2} end
if n == 4 then return {'x', {left = n}} end
local all = redis.call('HGETALL', KEYS[1])
local fields = {}
for i = 1, #all, 2 do fields[all[i]] = all[i + 1] end
if ARGV[1] == all[1] then return {n = 5} end
return fields
