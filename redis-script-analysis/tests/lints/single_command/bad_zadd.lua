-- contract: keys=1 params=key,score,member
local score = redis.call('ZSCORE', KEYS[1], ARGV[2])
if not score or tonumber(ARGV[1]) > tonumber(score) then
  redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
  return 1
end
return 0
