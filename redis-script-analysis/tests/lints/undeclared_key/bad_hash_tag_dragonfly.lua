-- contract: keys=1 params=key profile=dragonfly
return redis.call('INCR', '{' .. KEYS[1] .. '}:seq')
