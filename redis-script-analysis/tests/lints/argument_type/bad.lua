-- contract: keys=1 params=key,amount:str,flag:bool,packed:i64
local amount = tonumber(ARGV[1])
local total = redis.call('INCR', KEYS[1]) + amount
if cjson.decode(ARGV[2]) then total = total + ARGV[1] end
return total + #cmsgpack.unpack(ARGV[3])
