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
local name = redis.call('HGET', KEYS[1], 'name')
if name == nil then return 4 end
redis.call('HSET', KEYS[1], 'seen', 1) -- the value of another field, and a comment, so that the next test stands far from the first
if name == false then return 5 end
local field = redis.call('HGET', KEYS[1], 'field')
local chosen = field ~= nil and field or 'default'
local count = redis.call('HGET', KEYS[1], 'count')
if count ~= nil then
  if type(count) == 'string' then return 6 end
end
return chosen
