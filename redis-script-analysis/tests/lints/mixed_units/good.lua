-- contract: keys=2 params=key,other,ttl_secs:u64,until_ms:u64,window_ms:u64,unit,rate_per_s:u64
-- ARGV[3] = window, in seconds as it was once
local ttl, until_ms = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local micros = time[1] * 1000000 + time[2]
math.randomseed(time[1] + time[2])
redis.call('SET', KEYS[1], 'x', 'EX', ttl)
redis.call('SET', KEYS[1], 'x', 'PX', ttl * 1000)
redis.call('PEXPIREAT', KEYS[1], until_ms)
redis.call('EXPIREAT', KEYS[1], math.floor(until_ms / 1e3))
redis.call('PEXPIRE', KEYS[1], until_ms - now)
redis.call('PEXPIREAT', KEYS[1], now + ttl * 1000)
redis.call('EXPIRE', KEYS[1], 2 * ttl)
redis.call('EXPIRE', KEYS[1], ARGV[3])
local limit = ttl * 60
if ARGV[4] == 'ms' then limit = math.ceil(limit / 1000) end
redis.call('EXPIRE', KEYS[1], limit)
redis.call('ZADD', KEYS[2], now, micros)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - until_ms)
return redis.call('EXPIRE', KEYS[1], math.ceil(100 / ARGV[5]))
