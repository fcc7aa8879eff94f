-- contract: keys=4 params=a,b,c,d,by
local count = redis.call('GET', KEYS[1]) or 0
local more = count + ARGV[1]
local name = redis.call('HGET', KEYS[2], 'name')
if not name then return redis.error_reply('NONAME nobody') end
name = name .. '!'
local score = tonumber(redis.call('ZSCORE', KEYS[3], name) or '0')
local missing = redis.call('LPOP', KEYS[4])
local ok = missing ~= false
if ok then missing = missing .. 'x' end
local both = redis.call('HMGET', KEYS[2] .. ':x', 'a', 'b')
if both[1] and both[2] then score = score + both[1] * both[2] end
if redis.call('EXISTS', KEYS[3] .. ':n') == 1 then
  score = score + redis.call('GET', KEYS[3] .. ':n')
end
local reply = redis.pcall('HGET', KEYS[4] .. ':h', 'f')
if type(reply) == 'table' then return reply.err end
return score + more
