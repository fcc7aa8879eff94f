-- contract: keys=1 params=a profile=dragonfly
local list = redis.call('LRANGE', KEYS[1], 0, 10)
local count = table.maxn(list) + table.getn(list)
local run = loadstring('return 1')
local root = math.pow(2, 0.5) + math.log10(100) + math.floor(math.sqrt(2) ^ 2)
return {count, run(), math.floor(root), unpack(list)}
