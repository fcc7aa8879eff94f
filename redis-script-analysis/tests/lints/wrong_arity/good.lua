-- contract: keys=1 params=key,member,more..
redis.call('SADD', KEYS[1], unpack(ARGV))
if #ARGV > 1 then redis.call('SADD', KEYS[1], unpack(ARGV, 2)) end
if ARGV[2] then redis.call('SADD', KEYS[1], unpack(ARGV, 2)) end
local fields = {'a', 1, 'b', 2}
redis.call('HSET', KEYS[1], unpack(fields))
local members = redis.call('SMEMBERS', KEYS[1])
redis.call('SREM', KEYS[1], unpack(members))
local subcommand = ARGV[1]
redis.call('OBJECT', subcommand)
return redis.call('GET', KEYS[1])
