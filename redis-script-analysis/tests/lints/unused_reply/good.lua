-- contract: keys=3 params=a,b,c
redis.call('TOUCH', KEYS[1])
redis.call('PUBLISH', 'news', KEYS[1])
redis.call('PFCOUNT', KEYS[3])
local reply = redis.call('SET', KEYS[2], 'x', 'NX')
-- For a client that caches it.
redis.call('GET', KEYS[2])
local function read(...) return redis.call('GET', ...) end
local _ = pcall(redis.call, 'GET', KEYS[1])
return {reply, read(KEYS[1]), _ and 1 or 0}
