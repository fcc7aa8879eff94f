value = redis.call('GET', KEYS[1])
local function f() count = 1 end
f()
return value
