-- contract: keys=1 params=key cluster=true
local ids = redis.call('SORT', KEYS[1], 'BY', 'weight_*')
local names = redis.call('SORT_RO', KEYS[1], 'LIMIT', 0, 10, 'GET', '#', 'GET', 'name_*->first')
return {ids, names}
