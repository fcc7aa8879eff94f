-- contract: keys=2 params=board,names,player,score,name
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
local members, names = KEYS[2], KEYS[2]
redis.call('HSET', names, ARGV[1], ARGV[3])
redis.call('HGET', KEYS[1], ARGV[1])
redis.call('SADD', members, ARGV[1])
redis.call('INCR', 'players')
redis.call('LPUSH', 'players', ARGV[1])
return redis.call('ZSCORE', KEYS[1], ARGV[1])
