-- contract: keys=1 params=part,suffixes.. cluster=true
local prefix = 'p:{' .. KEYS[1]
redis.call('INCR', prefix .. '}:' .. ARGV[1])
local function key(name) return '{' .. KEYS[1] .. '}:' .. name end
redis.call('INCR', key('seq'))
for i = 2, #ARGV do redis.call('INCR', key(i) .. ARGV[i]) end
redis.call('GET', string.format('p:{%s}:%d', KEYS[1], 5))
redis.call('GET', ('%s:{%s}'):format('p', KEYS[1]))
redis.call('GET', table.concat({'{', KEYS[1], '}:', ARGV[1]}))
local either = KEYS[1]
if ARGV[1] == 'x' then either = key('x') end
redis.call('GET', either)
local tag = KEYS[1]:match('{(.-)}')
redis.call('GET', '{' .. (tag or KEYS[1]) .. '}:x')
return redis.call('GET', KEYS[1]:match('{[^}]+}') .. ':x')
