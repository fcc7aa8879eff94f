-- The fence of what a lock guards. It needs nothing but `KEYS` and `ARGV`: `KEYS[1]` is the fence, `KEYS[2]` what it guards, `ARGV[1]` the
-- token of the caller. If a newer token is known, the script ends with that one as its reply.

if KEYS[1] == KEYS[2] then
  return redis.error_reply('ERR fence: the fence and what it guards must be two keys')
end
local newest = redis.call('GET', KEYS[1]) or '0'
if not newest:match('^%d+$') then
  return redis.error_reply('ERR fence: the fence does not hold a token')
end
local ahead = ARGV[1] - newest
if ahead < 0 then
  return newest + 0
end
