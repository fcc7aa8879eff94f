-- contract: keys=4 params=number,string,list,json,limit:String
local number = redis.call('GET', KEYS[1])
if tonumber(number) > 5 then return 1 end
local string = redis.call('GET', KEYS[2])
if #string > 5 then return 2 end
if string > ARGV[1] then return 3 end
if redis.call('LPOP', KEYS[3]) .. ':' == 'a:' then return 4 end
local user = cjson.decode(redis.call('GET', KEYS[4]))
return string.len(redis.call('RPOP', KEYS[3])) + #user
