-- contract: keys=2 params=queue,jobs
local job = redis.call('LPOP', KEYS[1])
if job then redis.call('HDEL', KEYS[2], job) end
return redis.call('PUBLISH', 'done', job or '')
