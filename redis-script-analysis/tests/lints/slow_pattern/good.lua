-- contract: keys=1 params=key,text
local name = ARGV[1]:match('^(.-):')
local tail = ARGV[1]:match('^.*/(.*)$')
local all = ARGV[1]:match('.*')
local digits = ARGV[1]:match('(%d+)%.')
local class = ARGV[1]:match('[^]:.*]:')
if ARGV[1]:find('.*x.*y', 1, true) then return all end
if ('constant'):find('.*x.*y') then return digits end
for word in ARGV[1]:gmatch('([^,]*),?') do redis.call('SADD', KEYS[1], word) end
return (name or class or tail):gsub('%s+', '')
