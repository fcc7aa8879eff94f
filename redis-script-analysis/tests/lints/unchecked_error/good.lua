-- contract: keys=2 params=counter,log
local count = redis.pcall('INCR', KEYS[1])
if type(count) == 'table' then return count end
local reply = redis.pcall('LLEN', KEYS[2])
if type(reply) == 'table' and reply.err then return reply end
local function check(value)
  if type(value) == 'table' and value.err then error(value.err) end
  return value
end
local items = redis.pcall('LRANGE', KEYS[2], 0, 9)
return check(redis.pcall('DECR', KEYS[1])) + count + reply + #items
