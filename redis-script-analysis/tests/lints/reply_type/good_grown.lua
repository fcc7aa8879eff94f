-- contract: keys=1 params=key,now reply=(bool,String,String,u64,String)
local next = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 1)
if #next == 0 then return {false, '', '', 0, ''} end
local count = redis.call('HINCRBY', KEYS[1] .. ':q', next[1] .. ':rc', 1)
local reply = {true, next[1], redis.call('HGET', KEYS[1] .. ':q', next[1]) or ''}
table.insert(reply, count)
if count == 1 then
    table.insert(reply, ARGV[1])
else
    reply[#reply + 1] = redis.call('HGET', KEYS[1] .. ':q', next[1] .. ':fr') or ''
end
return reply
