-- contract: keys=1 params=key,is_set:bool
-- A bool is sent as 0 or 1.
local always = ARGV[1] == '0' or ARGV[1] == '1'
if always and ARGV[1] ~= 'no' then
  redis.call('PERSIST', KEYS[1])
end
if ARGV[1] ~= 'true' then
  return redis.call('SET', KEYS[1], ARGV[2])
end
return redis.call('SET', KEYS[1], ARGV[3])
