-- contract: keys=1 params=key cluster=true
local ids = redis.call('SORT', KEYS[1], 'BY', 'nosort', 'LIMIT', 0, 10)
return {ids, redis.call('SORT_RO', KEYS[1], 'BY', '{tag}:weight_*', 'LIMIT', 0, 10)}
