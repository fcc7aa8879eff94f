-- contract: keys=0
local set = setmetatable({}, {__call = function() return 1 end, __lt = function() return true end})
if set < {} then return 2 end
return set() + set
