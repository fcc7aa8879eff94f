-- contract: keys=1 params=key,job
local job = cjson.decode(ARGV[1])
redis.call('SET', KEYS[1], ARGV[1])
return cjson.encode({state = job.state})
