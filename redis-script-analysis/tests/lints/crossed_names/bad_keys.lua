-- contract: keys=2 params=target,source
local source_key = KEYS[1]
local target_key = KEYS[2]
return redis.call('RPOPLPUSH', source_key, target_key)
