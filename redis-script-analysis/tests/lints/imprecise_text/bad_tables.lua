-- contract: keys=1 params=key,job
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('SET', KEYS[1], cjson.encode({meta = {at = now}, state = 'new'}))
redis.call('SADD', KEYS[1], table.concat({now, ARGV[1]}, ':'))
local job = cjson.decode(ARGV[1])
job.at = now
return cjson.encode(job)
