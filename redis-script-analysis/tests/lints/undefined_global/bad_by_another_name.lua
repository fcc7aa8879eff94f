-- contract: keys=0
local all, system = _G, os
local function by_name() return missing end
local ok = pcall(by_name)
if not ok then by_name() end
return {all.unknown, all['other'], system.time()}
