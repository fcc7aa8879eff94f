-- contract: keys=7 params=a,b,c,d,e,f,g,what
if ARGV[1] == 'list' then
  local list = redis.call('LRANGE', KEYS[1], 0, 0)
  return 'x' .. list[1]
end
if ARGV[1] == 'score' then
  local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
  return first[2] + 1
end
if ARGV[1] == 'popped' then
  local popped = redis.call('ZPOPMIN', KEYS[3])
  return tonumber(popped[2]) + 1
end
if ARGV[1] == 'entry' then
  local entries = redis.call('XRANGE', KEYS[4], '-', '+', 'COUNT', 1)
  return entries[1][1]
end
if ARGV[1] == 'page' then
  local page = redis.call('SSCAN', KEYS[5], 0)
  return string.upper(page[2][1])
end
local function first(key) return redis.call('ZRANGEBYSCORE', key, 0, 1)[1] end
return #first(KEYS[6]) + redis.call('STRLEN', KEYS[7])
