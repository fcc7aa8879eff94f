-- contract: keys=1 params=key servers=redis>=8.4
redis.call('FROBNICATE', KEYS[1])
redis.call('HTGET', KEYS[1], 'field')
local encoding = redis.call('OBJECT', 'encoding_', KEYS[1])
return {encoding, redis.call('OBJECT', 'shape', KEYS[1])}
