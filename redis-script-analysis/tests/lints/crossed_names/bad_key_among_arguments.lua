-- contract: keys=1 params=user,lock
local lock, user = KEYS[1], ARGV[1]
return redis.call('SET', lock, user, 'NX')
