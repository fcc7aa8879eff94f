-- contract: keys=1 params=key,window,limit,now
local window, limit, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local id = ARGV[4]
redis.call('ZADD', KEYS[1], now, id)
return window + limit
