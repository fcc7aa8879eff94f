-- contract: keys=1 params=key,operation:u64,is_set:bool,level:i8
-- What the types of the parameters can send: digits, 0 or 1, digits with a sign.
if ARGV[1] == 'set' then
  return redis.call('SET', KEYS[1], ARGV[4])
end
if ARGV[2] == 'true' or ARGV[2] == 'yes' then
  return redis.call('SET', KEYS[1], ARGV[5])
end
if tonumber(ARGV[3]) == 1000 then
  return redis.call('SET', KEYS[1], ARGV[6])
end
if ARGV[1] == '-1' or ARGV[1] == '01' then
  return redis.call('SET', KEYS[1], ARGV[7])
end
if ARGV[2] ~= '0' and ARGV[2] ~= '1' then
  return redis.call('SET', KEYS[1], ARGV[8])
end
return ARGV[3]
