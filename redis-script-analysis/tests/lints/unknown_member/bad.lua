-- contract: keys=1 params=key,list
local call = redis.cal
local value = redis.Call('GET', KEYS[1])
local list = cjson.decod(ARGV[1])
redis.log(redis.LOG_WARN, 'x')
local text = ('x'):trim()
return table.unpack(list)
