-- contract: keys=1 params=key,list
redis.log('starting')
redis.log(9, 'x')
redis.setresp(4)
local sha = redis.sha1hex()
local list = {}
table.insert(list, 1, 2, 3)
for _, item in ipairs(ARGV[1]) do list[1] = item end
local text = string.rep('x')
local part = ('abc'):sub()
if text == part then return redis.error_reply(list) end
return cjson.decode(list) .. tostring() .. math.floor(nil) .. redis.status_reply('A', 'B')
