-- contract: keys=1 params=key,old,new servers=valkey>=8.1
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return false end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return redis.status_reply('OK')
