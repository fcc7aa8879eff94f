-- contract: keys=1
local value = redis.call('GET', KEYS[1])
local function changed()
  redis.call('APPEND', KEYS[1], 'x')
  value = redis.call('GET', KEYS[1])
  return value
end
local state = {text = ''}
state.text = value or ''
if state.text == changed() then return 0 end
return value
