-- contract: keys=1 params=key,operation:u8
if ARGV[1] == 'add' then
  return redis.call('SADD', KEYS[1], unpack(ARGV, 2))
end
return redis.call('SMEMBERS', KEYS[1])
