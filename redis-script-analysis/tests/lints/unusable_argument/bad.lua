-- contract: keys=2 params=from,to
redis.call('SET', KEYS[2], redis.call('GET', KEYS[1]))
redis.call('SET', KEYS[2], true)
redis.call('DEL', KEYS)
redis.call('GET', KEYS[1], nil)
local missing
redis.call('SET', KEYS[2], missing)
redis.pcall('SET', KEYS[2], {1})
redis.call('SET', KEYS[2] .. ':t', redis.call('TYPE', KEYS[2] .. ':x'))
return redis.call('SET', KEYS[2], cjson.null)
