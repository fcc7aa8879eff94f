-- contract: keys=3 params=value
redis.call('SET', KEYS[1], ARGV[1])
local function notify(channel) redis.call('PUBLISH', channel, ARGV[1]) end
notify(KEYS[2])
if KEYS[3] ~= '' then redis.call('DEL', KEYS[3]) end
return 1
