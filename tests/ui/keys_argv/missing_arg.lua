local window = tonumber(ARGV[1])
local limit = tonumber(ARGV[2])
return redis.call('SET', KEYS[1], window * limit, 'EX', ARGV[4])
