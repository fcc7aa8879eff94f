-- contract: keys=2 params=scores,latest,member,version:u64,limit
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if score and score < ARGV[3] then return 0 end
if redis.call('TIME')[1] > ARGV[3] then return 1 end
local seen = redis.call('GET', KEYS[2])
if not seen or seen < ARGV[2] then
  redis.call('SET', KEYS[2], ARGV[2])
  return 2
end
return redis.call('HINCRBYFLOAT', KEYS[2], 'a', 1) > ARGV[3]
