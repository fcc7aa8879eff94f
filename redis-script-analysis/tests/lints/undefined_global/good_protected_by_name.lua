-- contract: keys=0
local function by_name() return missing end
local protect = pcall
local ok, found = pcall(by_name)
local other = protect(function() return missing end)
if ok or other then return found end
return 0
