-- contract: keys=1 params=a profile=dragonfly
local list = redis.call('LRANGE', KEYS[1], 0, 10)
local count = table.maxn(list) + table.getn(list)
local run = loadstring('return 1')
return {count, run(), unpack(list)}
