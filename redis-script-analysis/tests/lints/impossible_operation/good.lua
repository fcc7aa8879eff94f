-- contract: keys=1 params=key,name
local config = {limit = 5}
local total
local later = {}
for i = 1, 3 do total = (total or 0) + i end
if ARGV[1] == 'a' then config.max = 10 end
local function prepare() later.value = 1; return later end
local list = setmetatable({}, {__index = function() return 1 end, __call = function() return 2 end})
local text = 'n: ' .. total .. prepare().value .. list.first + list()
if config.max and redis.call('INCR', KEYS[1]) > config.max then return 0 end
if '10' + 1 > 5 then return text .. config.limit end
local function find(value) if value then return 5 end end
return (find(ARGV[1]) or 0) + #'abc' + ('5' * 1) + #text
