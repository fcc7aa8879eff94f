-- contract: keys=1 params=key,value
local function fail(text) return redis.error_reply('BAD ' .. text) end
local store = {fail = fail}
if ARGV[1] == '' then fail('value') end
for i = 1, 2 do
  if redis.call('EXISTS', KEYS[1]) == i then store.fail('key') end
end
return redis.call('SET', KEYS[1], ARGV[1])
