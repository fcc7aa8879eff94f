-- contract: keys=0 params=name
getmetatable('').__index.trim = function(text) return text end
local methods = getmetatable(ARGV[1]).__index
methods.split = function(text) return {text} end
table.insert(redis, 1)
return ARGV[1]:trim()
