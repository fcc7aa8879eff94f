-- contract: keys=9 params=a,b,c,d,e,f,g,h,i,name,names..
local out = {}
local list = redis.call('LRANGE', KEYS[1], 0, 0)
if #list == 0 then return out end
out.x = 1
out.y = 'x' .. list[1]
local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
if next(first) == nil then return out end
out.z = first[2] + 1
local popped = redis.call('ZPOPMIN', KEYS[3])
local count = table.getn(popped)
if count < 1 then return out end
out.p = tonumber(popped[2]) + 1
local entries = redis.call('XRANGE', KEYS[4], '-', '+', 'COUNT', 1)
if #entries > 0 and entries[1][1] ~= ARGV[1] then return entries[1][1] .. 'x' end
local fields = redis.call('HMGET', KEYS[5], unpack(ARGV))
out.f = fields[1] and 'x' .. fields[1]
local function empty(t) return #t == 0 end
local due = redis.call('ZRANGEBYSCORE', KEYS[6], 0, 1)
if empty(due) then return out end
out.d = 'x' .. due[1]
if redis.call('EXISTS', KEYS[7]) == 0 then return out end
out.e = 'x' .. redis.call('LRANGE', KEYS[7], 0, 0)[1]
local taken = redis.call('LPOP', KEYS[8], 10)
if not taken then return out end
out.t = 'x' .. taken[1]
local two = redis.call('LRANGE', KEYS[9], 0, 1)
if #two == 2 then return two[2] .. out.x end
return out
