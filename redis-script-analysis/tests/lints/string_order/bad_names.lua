-- contract: keys=2 params=key,other,latest,seq,limit
local version = redis.call('GET', KEYS[1])
if not version or version < ARGV[1] then redis.call('SET', KEYS[1], ARGV[1]) end
local stored = redis.call('HGET', KEYS[2], 'at')
if stored and stored >= ARGV[2] then return 0 end
return ARGV[1] > ARGV[3] and 1 or 0
