-- contract: keys=1 params=key
local count = tonumber(redis.call('GET', KEYS[1])) or false
local scratch = {1, nil, 3}
if scratch[1] == 2 then return {1, false, 3} end
if redis.call('LLEN', KEYS[1]) == 0 then return {1, redis.call('HGET', KEYS[1], 'f'), 3} end
return {'count', count}
