-- contract: keys=5 params=board,cache,any,temp,other,player,score
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('EXPIRE', KEYS[1], 60)
redis.call('ZINCRBY', KEYS[1], 1, ARGV[1])
redis.call('SET', KEYS[2], ARGV[1])
redis.call('PFADD', KEYS[2], ARGV[1])
if redis.call('TYPE', KEYS[3]).ok == 'list' then
  redis.call('LPUSH', KEYS[3], ARGV[1])
else
  redis.call('SADD', KEYS[3], ARGV[1])
end
if ARGV[1] == 'list' then
  redis.call('LPUSH', KEYS[5], ARGV[2])
elseif ARGV[1] == 'set' then
  redis.call('SADD', KEYS[5], ARGV[2])
end
redis.call('DEL', KEYS[4])
redis.call('HSET', KEYS[4], 'a', 1)
redis.call('UNLINK', KEYS[4])
redis.call('SET', KEYS[4], 'b')
local function add(key, command) return redis.call(command, key, ARGV[1]) end
add(KEYS[1] .. ':seen', 'SADD')
add(KEYS[1] .. ':list', 'LPUSH')
return redis.call('GET', KEYS[1] .. ':text')
