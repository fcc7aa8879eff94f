-- contract: keys=1 params=key,priority,now_ms,name
local priority, now_ms = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZADD', KEYS[1], (100 - priority) * 1e15 + now_ms, ARGV[3])
local time = redis.call('TIME')
local score = priority * 10000000000000000 + tonumber(time[1])
redis.call('ZADD', KEYS[1], score, ARGV[3])
return redis.call('ZADD', KEYS[1], time[1] * 1e9 + time[2] * 1000, ARGV[3])
