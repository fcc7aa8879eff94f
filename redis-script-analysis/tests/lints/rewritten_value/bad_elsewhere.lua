-- contract: keys=2 params=a,b,token
-- No replacement: the name, or the options, stand elsewhere.
local function store(command, key, value) redis.call(command, key, value, 'PX', 1000) end
local options = {'EX', 10}
if redis.call('GET', KEYS[1]) == ARGV[1] then store('SET', KEYS[1], ARGV[1]) end
local held = redis.call('GET', KEYS[2])
if held then redis.call('SET', KEYS[2], held, unpack(options)) end
return 1
