-- contract: keys=1 params=key,operation
-- KEYS[1] = the lock
-- ARGV[1] = the operation
-- ARGV[2] = the token, to acquire it
if ARGV[1] == 'acquire' then
  return redis.call('SET', KEYS[1], ARGV[2], 'NX')
end
return redis.call('DEL', KEYS[1])
