-- contract: keys=1 params=key,value reply=(String,u64,String)
local reply = {ARGV[1], redis.call('INCR', KEYS[1])}
reply[#reply + 1] = 'x'
return reply
