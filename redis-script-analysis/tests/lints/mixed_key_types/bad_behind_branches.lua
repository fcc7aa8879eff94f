-- contract: keys=1 params=key,mode,member
if ARGV[1] == 'new' then
  redis.call('SADD', KEYS[1], ARGV[2])
else
  redis.call('SREM', KEYS[1], ARGV[2])
end
return redis.call('ZCARD', KEYS[1])
