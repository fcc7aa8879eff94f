-- contract: keys=5 params=a,b,c,d,e,name
local function get(key) return redis.call('GET', key) end
redis.call('SET', KEYS[1], KEYS[1])
get(KEYS[2])
redis.call('DEL', KEYS[3] .. ':x')
redis.call(ARGV[1], KEYS[4])
redis.call('SPUBLISH', KEYS[5], 'x')
return {KEYS[1]}
