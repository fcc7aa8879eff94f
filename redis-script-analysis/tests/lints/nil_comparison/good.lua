-- contract: keys=1 params=key,value
local old = redis.call('GET', KEYS[1])
if old == nil or old == false then return 0 end
local other = redis.call('HGET', KEYS[1], 'f')
if not other or other == nil then return 0 end
local number = tonumber(redis.call('GET', KEYS[1]))
if number == nil then return 0 end
local reply
if ARGV[1] == 'read' then reply = redis.call('GET', KEYS[1]) end
if reply == nil then return 3 end
local decoded = cjson.decode(old)
if decoded.name == nil then return 1 end
return 2
