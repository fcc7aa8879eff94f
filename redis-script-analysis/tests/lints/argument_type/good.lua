-- contract: keys=1 params=key,amount:i64,json:str,packed:bytes,name:str,other
local total = redis.call('INCR', KEYS[1]) + ARGV[1]
local data, list = cjson.decode(ARGV[2]), cmsgpack.unpack(ARGV[3])
local count = tonumber(ARGV[5])
if ARGV[4] == 'x' then total = total + count end
return {total, data.x, list}
