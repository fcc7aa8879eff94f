-- contract: keys=1 params=key,value
local rcall = redis.call
local function set(name) return rcall(name .. 'T', KEYS[1], ARGV[1]) end
set('SSE')
rcall(string.upper('hgtall'), KEYS[1])
local encoding = rcall('OBJECT', 'encodin', KEYS[1])
local ok = redis.pcall('frobnicate', KEYS[1])
return {ok, encoding}
