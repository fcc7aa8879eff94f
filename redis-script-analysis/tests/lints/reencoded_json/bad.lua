-- contract: keys=1 params=key,job
local job = cjson.decode(ARGV[1])
job.state = 'done'
redis.call('SET', KEYS[1], cjson.encode(job))
return cjson.encode(cjson.decode(redis.call('GET', KEYS[1])))
