-- ARGV[1] = limit
-- ARGV[2] = window in milliseconds
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], window) end
return count <= limit
