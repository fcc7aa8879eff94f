local café = 1
local a = “x”
local b = 2
local c = $x
return a @ b
