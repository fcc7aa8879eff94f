-- contract: keys=2 params=source,target,limit:u64,window_ms:u64,state,new_state,ids..
-- ARGV[1] = most requests
-- ARGV[2] = length of the window
local from, to = KEYS[1], KEYS[2]
local max, ttl = tonumber(ARGV[1]), tonumber(ARGV[2]) / 1000
if redis.call('HGET', from, 'state') ~= ARGV[3] then return 0 end
redis.call('HSET', from, 'state', ARGV[4], 'limit', max, 'window', ttl)
local function less(a, b) return a < b end
for i = 5, #ARGV do
  local id = ARGV[i]
  if less(id, ARGV[3]) then redis.call('SADD', to, id) end
end
return max
