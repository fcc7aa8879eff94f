-- contract: keys=1 params=key,value
local function read(key) return redis.call('GET', key) end
local old = read(KEYS[1])
if old == nil then
  redis.call('SET', KEYS[1], ARGV[1])
end
if nil ~= redis.call('INCR', KEYS[1]) then return 1 end
local set = redis.call('SET', KEYS[1], ARGV[1], 'NX')
if set ~= nil then return 2 end
return old
