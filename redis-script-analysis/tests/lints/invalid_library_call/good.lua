-- contract: keys=1 params=key,list..
redis.log(redis.LOG_NOTICE, 'starting', ARGV[1])
local list = {}
table.insert(list, 1, 'x')
table.insert(list, redis.sha1hex(12))
local text = ('x'):rep('3')
local highest = math.max(unpack(ARGV))
table.sort(list, nil)
if text == highest then return redis.error_reply('NO ' .. text) end
return cjson.encode(select('#', unpack(list)))
