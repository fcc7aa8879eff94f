-- contract: keys=3 params=a,b,c,now
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local both = redis.call('SINTER', KEYS[2], KEYS[3])
local last = redis.call('ZREVRANGE', KEYS[1], 0, -1, 'WITHSCORES')
return {#due, #both, #last}
