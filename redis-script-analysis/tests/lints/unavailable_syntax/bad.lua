-- contract: keys=1 params=key servers=redis>=7.2
--[[ a list [[of lists]]
redis.call('SET', KEYS[1], [[a[[b[[c]])
return [[[[]]
