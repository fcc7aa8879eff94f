-- contract: keys=1 params=key,value
local function fail(text) return redis.error_reply('BAD ' .. text) end
local function set(value)
  if value == '' then return fail('value') end
  return redis.call('SET', KEYS[1], value)
end
local problem = ARGV[1] == 'x' and fail('x')
set(ARGV[1])
return problem or set(ARGV[1])
