-- contract: keys=1 params=key,value
-- The text of a number is not always that of the argument.
local value = redis.call('GET', KEYS[1])
if not value then redis.call('SET', KEYS[1], tonumber(ARGV[1])) end
return value
