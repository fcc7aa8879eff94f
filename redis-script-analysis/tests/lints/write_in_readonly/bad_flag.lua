#!lua flags=no-writes
-- contract: keys=1 params=key,channel
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('PUBLISH', ARGV[1], 'seen') end
return redis.call('SORT', KEYS[1])
