-- contract: keys=2 params=key,other,value,ttl:u64?
local ttl = tonumber(ARGV[2]) or 0
redis.call('SET', KEYS[1], ARGV[1], 'EX', ttl)
redis.call('SETEX', KEYS[1], tonumber(ARGV[2] or -1), ARGV[1])
local stored = redis.call('GET', KEYS[2])
redis.call('SET', KEYS[1], ARGV[1], 'PX', tonumber(stored) or 0)
redis.call('LPOP', KEYS[2], tonumber(stored or '-1'))
return redis.call('GETEX', KEYS[1], 'PX', ARGV[2] or '0')
