-- contract: keys=2 params=a,b,token,ttl:u64
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) ~= ARGV[1] then return false end
  redis.call('PSETEX', key, ARGV[2], ARGV[1])
end
return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
