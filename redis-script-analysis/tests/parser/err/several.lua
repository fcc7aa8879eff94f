local a = = 1
local b = 2
redis.call('SET', KEYS[1] b)
if b != 2 then return 1 end
return a +
