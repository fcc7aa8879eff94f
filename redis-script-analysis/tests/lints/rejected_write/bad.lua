-- contract: keys=2 params=counter,log,limit:u32,now_ms:u64,id
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], 1000) end
if count > tonumber(ARGV[1]) then return 0 end
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[3])
local logged = redis.call('ZCARD', KEYS[2])
redis.call('PEXPIRE', KEYS[2], 1000)
if logged <= 100 then return 1 else return redis.error_reply('LIMIT too many') end
