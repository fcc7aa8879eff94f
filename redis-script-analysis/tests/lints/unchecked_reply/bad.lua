-- contract: keys=4 params=a,b,c,d,by
local function read(key) return redis.call('GET', key) end
local count = read(KEYS[1])
local more = count + ARGV[1]
local name = redis.call('HGET', KEYS[2], 'name') .. '!'
local score = tonumber(redis.call('ZSCORE', KEYS[3], name))
if score > more then return 1 end
local job = cjson.decode(redis.call('LPOP', KEYS[4]))
local both = redis.call('HMGET', KEYS[2] .. ':x', 'a', 'b')
local first = both[1] * 2
return redis.call('TYPE', KEYS[1] .. ':x') .. job.id .. first
