-- contract: keys=0
local function extend(library) library.trim = function(text) return text end end
local can_extend = pcall(extend, string) and pcall(function() math.tau = 6.28 end)
return can_extend and pcall(rawset, _G, 'x', 1) and 1 or 0
