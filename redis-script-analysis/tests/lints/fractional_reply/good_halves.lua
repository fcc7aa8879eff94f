-- contract: keys=2 params=key,due,cursor,pairs?
local page = redis.call('HSCAN', KEYS[1], ARGV[1])
local members = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local due = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
local time = tonumber(due[2] or 0) / 4096
local step = ARGV[2] and 2 or 1
return {#page[2] / 2, #members / 2, #ARGV / 2, #page / step, time}
