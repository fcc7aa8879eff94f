-- contract: keys=2 params=a,b
local jobs = redis.call('ZRANGE', KEYS[1], 0, 9)
if jobs and #jobs > 0 then redis.call('ZREM', KEYS[1], jobs[1]) end
local fields = redis.call('HGETALL', KEYS[2])
if not fields or #fields == 0 then return 0 end
if fields and fields[1] == 'at' and jobs[2] then return 1 end
return 2
