-- contract: keys=1 params=key,text
local name = string.match(ARGV[1], '(.-):')
local tail = ARGV[1]:match('.*/(.+)$')
local value = redis.call('GET', KEYS[1]) or ''
if value:find('^.*x.*y') or value:find('.+=%d') then return name end
return (tail:gsub('<.*>.*</', ''))
