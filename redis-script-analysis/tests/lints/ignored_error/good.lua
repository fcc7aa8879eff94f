-- contract: keys=1 params=key,value
local reply = redis.pcall('SET', KEYS[1], ARGV[1])
if reply.err then return reply end
local ok, message = pcall(function()
  redis.call('INCR', KEYS[1])
end)
if not ok then return redis.error_reply(message) end
return redis.pcall('GET', KEYS[1])
