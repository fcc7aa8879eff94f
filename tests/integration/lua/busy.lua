-- Writes, then keeps the server busy by ARGV[1] commands. (From Redis 7.2 on, TIME stands still in a script.)
local count = redis.call('INCR', KEYS[1])
for _ = 1, tonumber(ARGV[1]) do redis.call('EXISTS', KEYS[1]) end
return count
