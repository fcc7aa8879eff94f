-- contract: keys=0
local all = {globals = _G}
all.globals.count = 1
rawset(_G, 'count', 2)
return 1
