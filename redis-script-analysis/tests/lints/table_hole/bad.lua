-- contract: keys=1 params=key
local count = tonumber(redis.call('GET', KEYS[1]))
if redis.call('LLEN', KEYS[1] .. ':l') == 0 then return {1, nil, 3} end
local reply = {'count', count, 'end'}
if count == 3 then return reply end
return cjson.encode({count = 1, list = {nil, 2}})
