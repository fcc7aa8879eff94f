-- contract: keys=1 params=key,list
local string = {trim = function(s) return s end}
local call, null = redis.call, cjson.null
redis.log(redis.LOG_WARNING, string.trim('x'), math.huge, os.clock())
if redis['setresp'] then return ('x'):upper() end
return unpack(cjson.decode(ARGV[1]), 1, bit.band(3, 1))
