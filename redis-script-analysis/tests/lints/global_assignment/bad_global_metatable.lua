-- contract: keys=0
getmetatable(_G).__index = {}
local globals = getmetatable(_G)
rawset(globals, '__newindex', nil)
table.insert(globals, 1)
setmetatable(globals, {})
setmetatable(_G, nil)
return type(globals.__index)
