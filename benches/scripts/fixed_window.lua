-- Counts a request in its window of time, and says if it is within the limit.
-- KEYS[1]: a hash, a counter for each window
-- ARGV: length of a window (s), requests per window, now (ms)
local window = string.format('%.0f', math.floor(ARGV[3] / 1000 / ARGV[1]))
local hits = redis.call('HINCRBY', KEYS[1], window, 1)
if hits == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return hits <= tonumber(ARGV[2]) and 1 or 0
