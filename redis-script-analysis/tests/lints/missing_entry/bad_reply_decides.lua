-- contract: keys=1 params=key,token
-- A reply guards the read: whatever the caller passes, it may come to it.
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
