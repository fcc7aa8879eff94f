-- contract: keys=1 params=key,min_id,max_id,last_id
local max_id, last_id, min_id = unpack(ARGV)
return redis.call('HSET', KEYS[1], 'a', min_id, 'b', max_id, 'c', last_id)
