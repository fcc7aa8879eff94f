-- contract: keys=1 params=key,channel
local names = {KEYS[1]}
redis.call('PUBLISH', 'news', 'x')
redis.call('SET', names[1], 'not-a-key', 'EX', 10)
return redis.call('SORT', KEYS[1], 'LIMIT', 0, 3)
